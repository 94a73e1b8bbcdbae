package org.thalweg.examples.regression;

import static org.thalweg.nn.activation.Activations.relu;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.sequential;

import java.nio.file.Path;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.data.CsvFormat;
import org.thalweg.nn.data.Split;
import org.thalweg.nn.data.Standardizer;
import org.thalweg.nn.metric.R2;
import org.thalweg.nn.train.EarlyStopping;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;
import org.thalweg.optim.optimizer.Adam;

/** Predicts how a disease goes on from ten measurements. */
public final class Diabetes {
  private Diabetes() {}

  static TrainingResult train(Path csv, long seed) {
    Split split = CsvFormat.numbers("progression").read(csv).dataset().split(0.2, seed);
    Standardizer standardizer = Standardizer.fit(split.training().inputs());
    return Trainer.of(
            sequential(dense(64, relu()), dense(32, relu()), dense(1)), new Mse(), new Adam(0.003))
        .options(TrainingOptions.epochs(200).seed(seed).earlyStopping(EarlyStopping.after(20)))
        .metrics(new R2())
        .validation(standardizer.apply(split.validation()))
        .train(standardizer.apply(split.training()));
  }

  public static void main(String[] args) {
    String csv = args.length > 0 ? args[0] : "examples/data/diabetes/diabetes.csv";
    System.out.println(train(Path.of(csv), 1));
  }
}
