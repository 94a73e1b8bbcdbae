package org.thalweg.examples.linear;

import java.util.Random;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.activation.Identity;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.init.Zeros;
import org.thalweg.nn.layer.Dense;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;
import org.thalweg.optim.optimizer.GradientDescent;

/** Recovers y = 2x + 1 from noisy points by gradient descent on all of them. */
public final class Line {
  private Line() {}

  static Dataset points(int count, long seed) {
    Random random = new Random(seed);
    float[][] x = new float[count][1];
    float[][] y = new float[count][1];
    for (int i = 0; i < count; i++) {
      x[i][0] = 4 * random.nextFloat() - 2;
      y[i][0] = 2 * x[i][0] + 1 + 0.2f * (float) random.nextGaussian();
    }
    return Dataset.of(x, y);
  }

  static TrainingResult train(Dataset points) {
    return Trainer.of(
            new Dense(1, new Identity(), new Zeros(), true), new Mse(), new GradientDescent(0.1))
        .options(TrainingOptions.epochs(100).batchSize(TrainingOptions.ALL))
        .train(points);
  }

  public static void main(String[] args) {
    var line = train(points(100, 1)).model().weights().parameters();
    System.out.printf("y = %.3f x + %.3f%n", line.get("weight").item(), line.get("bias").item());
  }
}
