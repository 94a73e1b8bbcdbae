package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.thalweg.loss.Numbers.assertClose;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.loss.robust.Huber;

/** Losses that are limits or special cases of each other, and values known by hand. */
class IdentitiesTest {
  private final SplittableRandom random = new SplittableRandom(7);
  private final Tensor x = normals(Shape.of(40));
  private final Tensor y = normals(Shape.of(40));
  private final Tensor bits = x.gt(y).to(DType.FLOAT64).eval();

  private Tensor normals(Shape shape) {
    double[] values = random.doubles(shape.size()).map(_ -> 3 * random.nextGaussian()).toArray();
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  private static void assertSame(
      UnaryOperator<Tensor> expected, UnaryOperator<Tensor> actual, Tensor at) {
    ValueAndGrad<Tensor> left = Grad.<Tensor>valueAndGrad(p -> expected.apply(p).sum()).apply(at);
    ValueAndGrad<Tensor> right = Grad.<Tensor>valueAndGrad(p -> actual.apply(p).sum()).apply(at);
    assertClose(
        expected.apply(at).toDoubleArray(), actual.apply(at).toDoubleArray(), 1e-12, "value");
    assertClose(
        left.gradient().toDoubleArray(),
        right.gradient().toDoubleArray(),
        1e-12,
        1e-14,
        "gradient");
  }

  @Test
  void huberIsHalfTheSquaredErrorForALargeDelta() {
    assertSame(p -> new Mse().loss(p, y).mul(0.5), p -> new Huber(100).loss(p, y), x);
  }

  @Test
  void huberIsTheAbsoluteErrorTimesASmallDelta() {
    double delta = 1e-9;
    double[] scaled = new Huber(delta).loss(x, y).div(delta).toDoubleArray();
    assertClose(new Mae().loss(x, y).toDoubleArray(), scaled, 0, delta, "value");
  }

  @Test
  void rmseIsTheRootOfMse() {
    assertSame(p -> Losses.mean(new Mse(), p, y).sqrt(), p -> Losses.mean(new Rmse(), p, y), x);
  }

  @Test
  void bceOfLogitsIsBceOfTheirLogistic() {
    assertSame(p -> new Bce().loss(p.sigmoid(), bits), p -> new BceLogits(1).loss(p, bits), x);
  }

  @Test
  void bceWithAPositiveWeightWeighsPositives() {
    Tensor weights = bits.mul(2.5).add(bits.rsub(1));
    assertSame(
        p -> new BceLogits(1).loss(p, bits).mul(weights), p -> new BceLogits(2.5).loss(p, bits), x);
  }

  @Test
  void bceOfLogitsMirrors() {
    assertSame(
        p -> new BceLogits(1).loss(p.neg(), bits.rsub(1)), p -> new BceLogits(1).loss(p, bits), x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void crossEntropyOfTwoClassesIsBceOfTheDifference(double smoothing) {
    Tensor smoothed = bits.mul(1 - smoothing).add(smoothing / 2);
    assertSame(
        p -> new BceLogits(1).loss(p, smoothed),
        p ->
            new CrossEntropy(smoothing)
                .loss(Tensors.stack(1, Tensors.zerosLike(p), p), bits.to(DType.INT32)),
        x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void labelsAreDistributionsOfOneClass(double smoothing) {
    Tensor labels = Tensor.of(0, 3, 2, 3, 1);
    assertSame(
        p -> new CrossEntropy(smoothing).loss(p, labels.oneHot(4, DType.FLOAT64)),
        p -> new CrossEntropy(smoothing).loss(p, labels),
        normals(Shape.of(5, 4)));
  }

  @Test
  void smoothingMixesInTheUniformDistribution() {
    Tensor labels = Tensor.of(0, 3, 2, 3, 1);
    Tensor smooth = labels.oneHot(4, DType.FLOAT64).mul(0.8).add(0.2 / 4);
    assertSame(
        p -> new CrossEntropy(0).loss(p, smooth),
        p -> new CrossEntropy(0.2).loss(p, labels),
        normals(Shape.of(5, 4)));
  }

  @Test
  void theAxisOfClassesMayStandBeforeOthers() {
    Tensor logits = normals(Shape.of(3, 4, 2, 5));
    Tensor labels = Tensor.of(Shape.of(3, 2, 5), DType.INT64, random.longs(30, 0, 4).toArray());
    Tensor rows = labels.reshape(30);
    assertSame(
        p -> new CrossEntropy(0.1).loss(p.permute(0, 2, 3, 1).reshape(30, 4), rows),
        p -> new CrossEntropy(0.1).loss(p, labels).reshape(30),
        logits);
  }

  @Test
  void crossEntropyIsKlDivergenceAndEntropy() {
    Tensor target = normals(Shape.of(6, 3)).softmax(1).eval();
    Tensor entropy = target.mul(target.log()).sum(1).neg();
    assertSame(
        p -> new CrossEntropy(0).loss(p, target),
        p -> new KlDivergence(false).loss(p.logSoftmax(1), target).add(entropy),
        normals(Shape.of(6, 3)));
  }

  @Test
  void klDivergenceOfLogarithmsIsTheSame() {
    Tensor target = normals(Shape.of(6, 3)).softmax(1).eval();
    assertSame(
        p -> new KlDivergence(false).loss(p, target),
        p -> new KlDivergence(true).loss(p, target.log()),
        normals(Shape.of(6, 3)).logSoftmax(1).eval());
  }

  @Test
  void crossEntropyDoesNotSeeAShiftOfLogits() {
    Tensor labels = Tensor.of(2, 0);
    Tensor logits = Tensor.of(Shape.of(2, 3), DType.FLOAT32, 1, 2, 4, -1, 0.5, 3);
    double[] expected = new CrossEntropy(0).loss(logits, labels).toDoubleArray();
    assertArrayEquals(expected, new CrossEntropy(0).loss(logits.add(4096), labels).toDoubleArray());
    assertArrayEquals(
        logits.logSoftmax(1).toDoubleArray(), logits.add(4096).logSoftmax(1).toDoubleArray());
  }

  @Test
  void oneExampleNeedsNoAxis() {
    Tensor logits = normals(Shape.of(4));
    double expected = new CrossEntropy(0).loss(logits.unsqueeze(0), Tensor.of(2)).item();
    Tensor label = Tensor.scalar(2, DType.INT32);
    assertEquals(expected, Losses.mean(new CrossEntropy(0), logits, label).item());
  }

  @Test
  void hingeIsZeroBeyondTheMargin() {
    Tensor scores = Tensor.of(1.0, -1.0, 2.5, 0.25, -3.0);
    Tensor signs = Tensor.of(1.0, -1.0, 1.0, 1.0, 1.0);
    assertArrayEquals(
        new double[] {0, 0, 0, 0.75, 4}, new Hinge().loss(scores, signs).toDoubleArray());
  }

  @Test
  void integersAndBoolsAreTargetsToo() {
    Tensor logits = Tensor.of(0.5, -1.5, 3.0, 0.0);
    double expected = Losses.mean(new BceLogits(1), logits, Tensor.of(1.0, 0.0, 1.0, 0.0)).item();
    for (Tensor target :
        new Tensor[] {Tensor.of(1, 0, 1, 0), Tensor.of(true, false, true, false)}) {
      assertEquals(expected, Losses.mean(new BceLogits(1), logits, target).item());
    }
  }
}
