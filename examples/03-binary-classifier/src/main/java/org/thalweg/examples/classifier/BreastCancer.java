package org.thalweg.examples.classifier;

import static org.thalweg.nn.activation.Activations.relu;
import static org.thalweg.nn.activation.Activations.sigmoid;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.sequential;

import java.nio.file.Path;
import org.thalweg.loss.binary.Bce;
import org.thalweg.nn.data.CsvFormat;
import org.thalweg.nn.data.Split;
import org.thalweg.nn.data.Standardizer;
import org.thalweg.nn.metric.Metrics;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;
import org.thalweg.optim.optimizer.Sgd;

/** Tells malignant tumours from benign ones. */
public final class BreastCancer {
  private BreastCancer() {}

  static TrainingResult train(Path csv, long seed) {
    Split split =
        CsvFormat.binary("diagnosis", "malignant").read(csv).dataset().splitStratified(0.2, seed);
    Standardizer standardizer = Standardizer.fit(split.training().inputs());
    return Trainer.of(
            sequential(dense(16, relu()), dense(1, sigmoid())), new Bce(), new Sgd(0.05, 0.9))
        .options(TrainingOptions.epochs(30).seed(seed))
        .metrics(Metrics.accuracy(new Bce()))
        .validation(standardizer.apply(split.validation()))
        .train(standardizer.apply(split.training()));
  }

  public static void main(String[] args) {
    String csv = args.length > 0 ? args[0] : "examples/data/breast-cancer/breast-cancer.csv";
    System.out.println(train(Path.of(csv), 1));
  }
}
