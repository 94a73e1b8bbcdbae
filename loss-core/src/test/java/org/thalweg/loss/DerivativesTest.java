package org.thalweg.loss;

import static org.thalweg.loss.Numbers.assertClose;

import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;

/** First and second derivatives are the limits of differences, in random directions. */
class DerivativesTest {
  private static final double STEP = 1e-5;

  private interface Law {
    void check(Sample sample, Function<Tensor, Tensor> mean, Tensor direction);
  }

  private static void forAll(Law law) {
    for (int seed = 100; seed < 103; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (Sample sample : Sample.all(1 + random.nextInt(6), random)) {
        double[] direction = random.doubles(sample.prediction().size(), -1, 1).toArray();
        law.check(
            sample,
            prediction -> Losses.mean(sample.loss(), prediction, sample.target()),
            Tensor.of(direction).reshape(sample.prediction().shape()).eval());
      }
    }
  }

  private static Tensor at(Sample sample, Tensor direction, double step) {
    return sample.prediction().add(direction.mul(step)).eval();
  }

  @Test
  void theGradientIsTheLimitOfDifferences() {
    forAll((sample, mean, direction) -> {
      Tensor gradient = Grad.grad(mean).apply(sample.prediction());
      Tensor slope = gradient.mul(direction).sum();
      Tensor up = mean.apply(at(sample, direction, STEP));
      Tensor down = mean.apply(at(sample, direction, -STEP));
      Tensor difference = up.sub(down).div(2 * STEP);
      close(difference, slope, sample + " gradient");
      close(difference, Grad.jvp(mean, sample.prediction(), direction), sample + " jvp");
    });
  }

  @Test
  void theHessianIsTheLimitOfDifferencesOfGradients() {
    forAll((sample, mean, direction) -> {
      Function<Tensor, Tensor> gradient = Grad.grad(mean);
      Tensor up = gradient.apply(at(sample, direction, STEP));
      Tensor down = gradient.apply(at(sample, direction, -STEP));
      Tensor product = Grad.hvp(mean, sample.prediction(), direction);
      close(up.sub(down).div(2 * STEP), product, sample + " Hessian-vector product");
    });
  }

  private static void close(Tensor expected, Tensor actual, String what) {
    assertClose(expected.toDoubleArray(), actual.toDoubleArray(), 1e-6, 1e-8, what);
  }
}
