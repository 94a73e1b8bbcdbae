package org.thalweg.loss.binary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** Twins by brute force, kinks, degenerate batches, and traps that other systems fell into. */
class BinaryLossesTest {
  private final SplittableRandom random = new SplittableRandom(5);

  private double[] normals(int count) {
    return random.doubles(count).map(_ -> 2 * random.nextGaussian()).toArray();
  }

  private static double mean(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    return Losses.mean(loss, prediction, target).item();
  }

  private static double[] slopes(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    return Grad.<Tensor>grad(
            p -> Losses.reduce(loss, p, target, Weighting.none(), Reduction.SUM, EmptyPolicy.ZERO))
        .apply(prediction)
        .toDoubleArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void focalDoesNotSaturateWhereItIsSurelyWrong(DType dtype) {
    Tensor logits = Tensor.of(Shape.of(2), dtype, -40, 40);
    Tensor labels = Tensor.of(1, 0);
    Loss<Tensor, Tensor> focal = new Focal(-1, 2);
    assertEquals(40, mean(focal, logits, labels), 1e-5);
    assertArrayEquals(new double[] {-1, 1}, slopes(focal, logits, labels), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9, 1.5, 2.5})
  void anyFocusHasFiniteSlopesFarOut(double gamma) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor logits = Tensor.of(Shape.of(8), dtype, -1e20, 1e20, -1e3, 1e3, -100, 100, -0.0, 1e-40);
      for (Tensor labels : new Tensor[] {logits.lt(0), logits.ge(0)}) {
        for (Loss<Tensor, Tensor> loss :
            Arrays.<Loss<Tensor, Tensor>>asList(
                new Focal(0.25, gamma),
                new QualityFocal(gamma),
                new Varifocal(0.75, gamma),
                new Asymmetric(gamma, gamma, 0.05))) {
          double[] slopes = slopes(loss, logits, labels.eval());
          assertTrue(
              Arrays.stream(slopes).allMatch(Double::isFinite), loss + Arrays.toString(slopes));
        }
      }
    }
  }

  @Test
  void kinksHaveTheStatedSlope() {
    Tensor one = Tensor.of(1.0);
    Tensor zero = Tensor.of(0.0);
    assertArrayEquals(new double[] {0}, slopes(new SquaredHinge(), one, one), 1e-300);
    assertArrayEquals(new double[] {0}, slopes(new SmoothHinge(), one, one), 1e-300);
    assertArrayEquals(new double[] {-1}, slopes(new SmoothHinge(), zero, one), 1e-300);
    assertArrayEquals(
        new double[] {-4}, slopes(new ModifiedHuber(), one.neg().eval(), one), 1e-300);
    assertArrayEquals(new double[] {0}, slopes(new Perceptron(), zero, one), 1e-300);
    assertArrayEquals(new double[] {0}, slopes(new Ramp(), one, one), 1e-300);
    assertArrayEquals(new double[] {0}, slopes(new Ramp(), one.neg().eval(), one), 1e-300);
  }

  /** Tribuo's hinge has a slope of the margin, which is not that of its value. */
  @Test
  void slopesOfMarginLossesAreThoseOfTheirValues() {
    Tensor scores = Tensor.of(-3.0, 0.2);
    Tensor signs = Tensor.of(1.0, -1);
    assertArrayEquals(new double[] {-1, 1}, slopes(new Hinge(), scores, signs));
    assertArrayEquals(new double[] {-8, 2.4}, slopes(new SquaredHinge(), scores, signs), 1e-15);
    assertArrayEquals(new double[] {-4, 2.4}, slopes(new ModifiedHuber(), scores, signs), 1e-15);
  }

  private static double pairs(double[] scores, boolean[] yes, DoubleUnaryOperator of) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (yes[i] && !yes[j]) {
          sum += of.applyAsDouble(scores[i] - scores[j]);
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  @Test
  void aucIsTheMeanOverAllPairs() {
    for (int size : new int[] {1, 2, 7, 20}) {
      double[] scores = normals(size);
      boolean[] yes = new boolean[size];
      for (int i = 0; i < size; i++) {
        yes[i] = random.nextBoolean();
      }
      Tensor p = Tensor.of(scores);
      Tensor t = Tensor.of(yes);
      assertEquals(
          pairs(scores, yes, d -> Math.pow(Math.max(0, 1 - d), 2)),
          mean(new AucHinge(), p, t),
          1e-12);
      assertEquals(
          pairs(scores, yes, d -> Math.max(0, 0.3 - d)), mean(new AucHinge(0.3, 1), p, t), 1e-12);
      assertEquals(
          pairs(scores, yes, d -> Math.log1p(Math.exp(-d))), mean(new AucLogistic(), p, t), 1e-12);
    }
  }

  @Test
  void pairsOfLabelsAreThoseOfEachExample() {
    int labels = 6;
    for (int round = 0; round < 20; round++) {
      double[] scores = normals(labels);
      boolean[] has = new boolean[labels];
      for (int i = 0; i < labels; i++) {
        has[i] = random.nextBoolean();
      }
      Tensor p = Tensor.of(scores).unsqueeze(0).eval();
      Tensor t = Tensor.of(has).unsqueeze(0).eval();
      assertEquals(pairs(scores, has, d -> Math.exp(-d)), mean(new BpMll(), p, t), 1e-9);
      double all = pairs(scores, has, _ -> 1);
      int own = (int) t.sum().item();
      double sum = pairs(scores, has, d -> Math.exp(-d)) * own * (labels - own);
      assertEquals(all == 0 ? 0 : Math.log1p(sum), mean(new Lsep(), p, t), 1e-9);
    }
  }

  @Test
  void batchesOfOneClassCostNothing() {
    Tensor scores = Tensor.of(0.5, -2, 3);
    for (boolean flag : new boolean[] {true, false}) {
      Tensor flags = Tensor.of(flag, flag, flag);
      for (Loss<Tensor, Tensor> loss :
          Arrays.<Loss<Tensor, Tensor>>asList(
              new AucHinge(), new AucLogistic(), new Aucm(1), new Mcc(), new BalancedBce())) {
        Tensor target =
            loss instanceof Mcc || loss instanceof BalancedBce
                ? flags.to(DType.FLOAT64).eval()
                : flags;
        assertEquals(0, mean(loss, scores, target), loss.toString());
        assertArrayEquals(new double[3], slopes(loss, scores, target), 1e-300, loss.toString());
      }
    }
    Tensor none = Tensor.of(0.0, 0, 0);
    assertEquals(0, mean(new SoftFBeta(1), scores, none));
    assertArrayEquals(new double[3], slopes(new SoftFBeta(1), scores, none), 1e-300);
  }

  @Test
  void scoresOfBatchesAreThoseOfDecisionsWherePredictionsAreSure() {
    Tensor sure = Tensor.of(90.0, 90, 90, -90, -90, -90, -90);
    Tensor truth = Tensor.of(1.0, 1, 0, 1, 0, 0, 0);
    assertEquals(1 - 2 * 2 / (2 * 2 + 1.0 + 1), mean(new SoftFBeta(1), sure, truth), 1e-15);
    double correlation = (2 * 3 - 1 * 1) / Math.sqrt(3.0 * 3 * 4 * 4);
    assertEquals(1 - correlation, mean(new Mcc(), sure, truth), 1e-15);
    Tensor same = Tensor.of(900.0, 900, 900, 900, 900, 900, 900);
    assertEquals(1, mean(new Mcc(), same, truth));
    assertArrayEquals(new double[7], slopes(new Mcc(), same, truth), 1e-300);
  }

  /** The area under the curve of thresholds is the share of pairs in order. */
  @Test
  void hingeOfPairsBoundsOneLessTheAreaUnderTheCurve() {
    double[] scores = normals(30);
    boolean[] yes = new boolean[30];
    for (int i = 0; i < 30; i++) {
      yes[i] = scores[i] + 2 * random.nextGaussian() > 0;
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double area = 0;
    double hits = 0;
    double positives = 0;
    for (int i = 29; i >= 0; i--) {
      for (int k = 0; k < 30; k++) {
        if (scores[k] == sorted[i]) {
          hits += yes[k] ? 1 : 0;
          area += yes[k] ? 0 : hits;
          positives += yes[k] ? 1 : 0;
        }
      }
    }
    area /= positives * (30 - positives);
    double missed = pairs(scores, yes, d -> d < 0 ? 1 : 0);
    assertEquals(1 - area, missed, 1e-12);
    assertTrue(mean(new AucHinge(1, 1), Tensor.of(scores), Tensor.of(yes)) >= missed);
  }

  @Test
  void exposureScalesTheRate() {
    Tensor logit = Tensor.of(0.7);
    double rate = Math.log1p(Math.exp(0.7));
    var target = new CrossEntropyLambda.Exposed(Tensor.of(1.0), Tensor.of(2.5));
    double value = Losses.mean(new CrossEntropyLambda(), logit, target).item();
    assertEquals(-Math.log(1 - Math.exp(-2.5 * rate)), value, 1e-14);
    var none = new CrossEntropyLambda.Exposed(Tensor.of(1.0), Tensor.of(0.0));
    String message =
        assertThrows(
                ThalwegException.class,
                () -> Losses.mean(new CrossEntropyLambda(), logit, none).item())
            .getMessage();
    assertTrue(
        String.valueOf(message).contains("exposure 0")
            && String.valueOf(message).contains("above 0"),
        message);
  }

  @Test
  void parametersOutOfRangeAreNamed() {
    assertMessage(() -> new Focal(-0.5, 2), "alpha", "-0.5");
    assertMessage(() -> new Focal(0.5, -1), "gamma", "-1");
    assertMessage(() -> new Asymmetric(1, 1, 1), "clip", "1.0");
    assertMessage(() -> new AucHinge(1, 3), "power", "3");
    assertMessage(() -> new GhmC(0), "bins", "0");
  }

  @Test
  void lossesOfABatchRefuseWeights() {
    Weighting weights = new Weighting(Tensor.of(1.0, 2, 0), null);
    assertMessage(
        () ->
            Losses.reduce(
                    new Aucm(1),
                    Tensor.of(0.5, 1, 2),
                    Tensor.of(true, false, true),
                    weights,
                    Reduction.MEAN,
                    EmptyPolicy.ZERO)
                .item(),
        "aucm");
  }

  private static void assertMessage(Runnable code, String... parts) {
    String message = assertThrows(ThalwegException.class, code::run).getMessage();
    for (String part : parts) {
      assertTrue(String.valueOf(message).contains(part), message);
    }
  }
}
