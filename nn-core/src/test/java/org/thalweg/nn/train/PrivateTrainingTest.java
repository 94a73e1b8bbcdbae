package org.thalweg.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.thalweg.nn.activation.Activations.tanh;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.sequential;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.activation.Identity;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.init.Zeros;
import org.thalweg.nn.layer.Dense;
import org.thalweg.optim.optimizer.DpSgd;
import org.thalweg.optim.optimizer.Sgd;

/** Gradients of single examples in training. */
class PrivateTrainingTest {
  private static final int N = 24;

  private static Dataset plane() {
    SplittableRandom random = new SplittableRandom(5);
    double[] x = random.doubles(2L * N, -1, 1).toArray();
    double[] y = random.doubles(N, -3, 3).toArray();
    return Dataset.of(
        Tensor.of(Shape.of(N, 2), DType.FLOAT64, x), Tensor.of(Shape.of(N, 1), DType.FLOAT64, y));
  }

  private static double[] train(Layer layer, Optimizer optimizer, int batch, int epochs) {
    TrainingResult result =
        Trainer.of(layer, new Mse(), optimizer)
            .options(TrainingOptions.epochs(epochs).batchSize(batch))
            .train(plane());
    return result.model().weights().parameters().tensors().values().stream()
        .flatMapToDouble(tensor -> Arrays.stream(tensor.toDoubleArray()))
        .toArray();
  }

  private static DpSgd dpSgd(double maxNorm, double noise, double momentum, long seed) {
    return new DpSgd(Schedule.constant(0.1), maxNorm, noise, momentum, false, seed);
  }

  @Test
  void withoutClippingAndNoiseItIsGradientDescent() {
    Layer deep = sequential(dense(4, tanh()), dense(1));
    for (int batch : new int[] {1, 6, 24}) {
      assertArrayEquals(
          train(deep, new Sgd(0.1, 0.9), batch, 3),
          train(deep, dpSgd(1e6, 0, 0.9, 0), batch, 3),
          1e-12);
    }
  }

  @Test
  void eachExampleIsClippedOnItsOwn() {
    double[] x = plane().inputs().toDoubleArray();
    double[] y = plane().targets().toDoubleArray();
    double[] expected = new double[3];
    for (int i = 0; i < N; i++) {
      double[] gradient = {-2 * y[i] * x[2 * i], -2 * y[i] * x[2 * i + 1], -2 * y[i]};
      double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
      for (int k = 0; k < 3; k++) {
        expected[k] -= 0.1 * gradient[k] * Math.min(1, 0.7 / norm) / N;
      }
    }
    Layer line = new Dense(1, new Identity(), new Zeros(), true);
    assertArrayEquals(expected, train(line, dpSgd(0.7, 0, 0, 0), 24, 1), 1e-14);
  }

  @Test
  void noiseIsOfTheSeedAndOfItsSize() {
    Layer line = new Dense(1, new Identity(), new Zeros(), true);
    double[] clean = train(line, dpSgd(0.7, 0, 0, 0), 24, 1);
    double[] noisy = train(line, dpSgd(0.7, 3, 0, 1), 24, 1);
    assertArrayEquals(noisy, train(line, dpSgd(0.7, 3, 0, 1), 24, 1));
    assertNotEquals(noisy[0], train(line, dpSgd(0.7, 3, 0, 2), 24, 1)[0]);
    double squares = 0;
    int runs = 60;
    for (int seed = 0; seed < runs; seed++) {
      double[] one = train(line, dpSgd(0.7, 3, 0, seed), 24, 1);
      for (int k = 0; k < 3; k++) {
        squares += Math.pow((one[k] - clean[k]) / (0.1 * 0.7 * 3 / N), 2);
      }
    }
    assertEquals(1, squares / (3 * runs), 0.3, "three deviations of the mean of 180 squares");
  }
}
