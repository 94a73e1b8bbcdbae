package org.thalweg.examples.digits;

import static org.thalweg.nn.activation.Activations.relu;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.sequential;

import java.nio.file.Path;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.nn.data.CsvFormat;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.Split;
import org.thalweg.nn.metric.Metrics;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;
import org.thalweg.optim.optimizer.AdamW;

/** Recognises handwritten digits, 8 by 8 pixels of 0 to 16. */
public final class Digits {
  private Digits() {}

  static TrainingResult train(Path csv, long seed) {
    Dataset digits = CsvFormat.classes("digit").read(csv).dataset();
    Split split =
        digits.withInputs(digits.inputs().mul(1.0 / 16).eval()).splitStratified(0.2, seed);
    CrossEntropy loss = new CrossEntropy(0);
    return Trainer.of(
            sequential(dense(128, relu()), dense(64, relu()), dense(10)), loss, new AdamW(0.002))
        .options(TrainingOptions.epochs(40).batchSize(64).seed(seed))
        .metrics(Metrics.accuracy(loss))
        .validation(split.validation())
        .train(split.training());
  }

  public static void main(String[] args) {
    String csv = args.length > 0 ? args[0] : "examples/data/digits/digits.csv";
    System.out.println(train(Path.of(csv), 1));
  }
}
