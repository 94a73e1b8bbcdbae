package org.thalweg.loss.multiclass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
import org.thalweg.api.tensor.Tensors;

/** Twins by brute force, sums to one, and traps that other systems fell into. */
class MulticlassLossesTest {
  private final SplittableRandom random = new SplittableRandom(6);

  private double[] normals(int count) {
    return random.doubles(count).map(_ -> random.nextGaussian()).toArray();
  }

  private static Tensor row(double... logits) {
    return Tensor.of(Shape.of(1, logits.length), DType.FLOAT64, logits);
  }

  private static double mean(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    return Losses.mean(loss, prediction, target).item();
  }

  private static double[] slopes(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    return Grad.<Tensor>grad(p -> Losses.mean(loss, p, target)).apply(prediction).toDoubleArray();
  }

  /** Keras and TensorFlow multiply scores by the absence of the class: no rival is below 0. */
  @Test
  void rivalsBelowZeroAreRivals() {
    assertEquals(0.5, mean(new CategoricalHinge(), row(-2, -2.5, -4), Tensor.of(0)));
    assertEquals(0, mean(new CategoricalHinge(), row(-1, -2.5, -4), Tensor.of(0)));
  }

  @Test
  void theBestRivalIsThatOfCrammerAndSinger() {
    Tensor logits = Tensor.of(Shape.of(50, 5), DType.FLOAT64, normals(250));
    Tensor labels = Tensor.of(random.ints(50, 0, 5).toArray());
    Loss<Tensor, Tensor> left = new CategoricalHinge();
    Loss<Tensor, Tensor> right = new CrammerSinger(1);
    assertEquals(mean(left, logits, labels), mean(right, logits, labels), 1e-14);
    assertArrayEquals(slopes(left, logits, labels), slopes(right, logits, labels), 1e-15);
  }

  /** Optax takes -1 for the last class, and gives NaN for a label beyond. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 3, 300})
  void labelsThatAreNoClassAreNamed(int label) {
    Tensor logits = Tensor.of(Shape.of(2, 3), DType.FLOAT64, normals(6));
    Tensor labels = Tensor.of(0, label);
    for (Loss<Tensor, Tensor> loss :
        Arrays.<Loss<Tensor, Tensor>>asList(
            new MultiMargin(),
            new Sparsemax(),
            new SquaredLogPartition(),
            new Ohem(0.25),
            new AdaptiveSoftmax(List.of()))) {
      assertMessage(() -> mean(loss, logits, labels), Losses.name(loss), "" + label, "1");
    }
  }

  /** Losses that are the same formula with their defaults have errors of their own. */
  @Test
  void errorsNameTheLossThatWasAsked() {
    Tensor logits = Tensor.of(Shape.of(1, 3), DType.FLOAT64, 1, 2, 3);
    for (Loss<Tensor, Tensor> loss :
        Arrays.<Loss<Tensor, Tensor>>asList(
            new CrossEntropy(0), new LogitAdjusted(), new BalancedSoftmax(List.of()))) {
      assertMessage(() -> mean(loss, logits, Tensor.of(7)), Losses.name(loss) + ":", "7");
    }
  }

  /** A float of 8 bits of precision holds no label of 301; labels stay integers. */
  @Test
  void labelsAreNotRounded() {
    double[] logits = new double[400];
    logits[301] = 50;
    Tensor single = row(logits).to(DType.FLOAT32).eval();
    assertEquals(0, mean(new MultiMargin(), single, Tensor.of(301)));
    assertEquals(0, mean(new Sparsemax(), single, Tensor.of(301)));
  }

  /** Keras' forms on probabilities are clipped, or have slopes of -infinity or NaN. */
  @Test
  void whatIsSurelyWrongHasASlope() {
    Tensor wrong = row(800, 0, -800);
    assertEquals(1 / 0.7, mean(new GeneralizedCrossEntropy(0.7), wrong, Tensor.of(2)), 1e-15);
    assertTrue(
        Arrays.stream(slopes(new GeneralizedCrossEntropy(0.7), wrong, Tensor.of(2)))
            .allMatch(Double::isFinite));
    assertEquals(0.25 * 1600, mean(new CategoricalFocal(), wrong, Tensor.of(2)), 1e-12);
    assertArrayEquals(
        new double[] {0.25, 0, -0.25}, slopes(new CategoricalFocal(), wrong, Tensor.of(2)), 1e-15);
  }

  /** {@code 1 - s_t} of a probability next to 1 has lost its digits. */
  @Test
  void brierScoresOfTheSureKeepTheirDigits() {
    double other = Math.exp(-20) / (1 + 2 * Math.exp(-20));
    double[] slopes = slopes(new Brier(), row(20, 0, 0), Tensor.of(0));
    assertEquals(1, mean(new Brier(), row(20, 0, 0), Tensor.of(0)) / (6 * other * other), 1e-14);
    assertEquals(1, slopes[0] / (-12 * other * other * (1 - 2 * other)), 1e-14);
    assertEquals(1, slopes[1] / (6 * other * other * (1 - 2 * other)), 1e-14);
  }

  @Test
  void nothingLeftCostsNothing() {
    Tensor logits = Tensor.of(Shape.of(2, 3), DType.FLOAT64, normals(6));
    Weighting none = new Weighting(null, Tensor.of(false, false));
    for (Loss<Tensor, Tensor> loss :
        Arrays.<Loss<Tensor, Tensor>>asList(new Ohem(0.25), new Seesaw(), new Entmax(1.5))) {
      double value =
          Losses.reduce(loss, logits, Tensor.of(0, 1), none, Reduction.MEAN, EmptyPolicy.ZERO)
              .item();
      assertEquals(0, value, loss.toString());
    }
  }

  /** The projection to the simplex is that of the support, of all, whose point is nearest. */
  @Test
  void sparsemaxIsTheNearestPointOfAllSupports() {
    for (int trial = 0; trial < 20; trial++) {
      double[] z = normals(5);
      double best = Double.POSITIVE_INFINITY;
      double[] nearest = {};
      for (int set = 1; set < 32; set++) {
        int support = set;
        double sum =
            IntStream.range(0, 5).filter(i -> (support >> i & 1) == 1).mapToDouble(i -> z[i]).sum();
        double shift = (1 - sum) / Integer.bitCount(set);
        double[] p =
            IntStream.range(0, 5)
                .mapToDouble(i -> (support >> i & 1) == 1 ? z[i] + shift : 0)
                .toArray();
        double distance =
            IntStream.range(0, 5).mapToDouble(i -> (p[i] - z[i]) * (p[i] - z[i])).sum();
        if (Arrays.stream(p).allMatch(x -> x >= 0) && distance < best) {
          best = distance;
          nearest = p;
        }
      }
      nearest[2] -= 1;
      assertArrayEquals(nearest, slopes(new Sparsemax(), row(z), Tensor.of(2)), 1e-12);
      assertArrayEquals(nearest, slopes(new Entmax(2), row(z), Tensor.of(2)), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.01, 1.1, 1.3, 1.5, 1.9})
  void entmaxSumsToOneOverManyClasses(double alpha) {
    for (int classes : new int[] {2, 40, 3000}) {
      double[] slopes = slopes(new Entmax(alpha), row(normals(classes)), Tensor.of(0));
      double[] tied = slopes(new Entmax(alpha), row(new double[classes]), Tensor.of(0));
      assertEquals(0, Arrays.stream(slopes).sum(), 1e-10);
      assertEquals(1.0 / classes, tied[1], 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.05, 1.2, 2, 4})
  void temperedProbabilitiesSumToOneOverManyClasses(double t2) {
    for (int classes : new int[] {2, 40, 3000}) {
      double[] slopes = slopes(new BiTempered(1, t2), row(normals(classes)), Tensor.of(0));
      assertEquals(0, Arrays.stream(slopes).sum(), 1e-9);
      double tied = mean(new BiTempered(1, t2), row(new double[classes]), Tensor.of(0));
      assertEquals(Math.log(classes), tied, 1e-9);
    }
  }

  private static double total(Loss<Tensor, Tensor> loss, Tensor prediction, int classes) {
    Tensor rows = prediction.broadcastTo(Shape.of(classes, prediction.dim(1))).eval();
    Tensor each = loss.loss(rows, Tensors.arange(classes, DType.INT32).eval());
    return each.neg().exp().sum().item();
  }

  @Test
  void probabilitiesOfAllClassesSumToOne() {
    assertEquals(1, total(new HierarchicalSoftmax(List.of()), row(normals(8)), 9), 1e-14);
    List<Double> counts = List.of(50.0, 1.0, 7.0, 7.0, 3.0, 20.0);
    assertEquals(1, total(new HierarchicalSoftmax(counts), row(normals(5)), 6), 1e-14);
    assertEquals(1, total(new AdaptiveSoftmax(List.of(2, 5)), row(normals(11)), 9), 1e-14);
    Tensor scores = Tensor.full(Shape.of(6), DType.FLOAT64, 0.3);
    var cut = new CumulativeLogit.Cut(scores, Tensor.of(normals(5)));
    Tensor each = new CumulativeLogit().loss(cut, Tensors.arange(6, DType.INT32).eval());
    assertEquals(1, each.neg().exp().sum().item(), 1e-14);
  }

  @Test
  void commonClassesHaveShortWays() {
    ClassTree tree = ClassTree.of(List.of(1.0, 1.0, 2.0, 4.0, 8.0));
    double[] lengths = tree.sides().abs().sum(1).to(DType.FLOAT64).toDoubleArray();
    assertArrayEquals(new double[] {4, 4, 3, 2, 1}, lengths);
    ClassTree even = ClassTree.of(Collections.nCopies(8, 1.0));
    assertEquals(3, even.nodes().dim(1));
  }

  /** On average over noisy labels the backward correction is the loss of the true one. */
  @Test
  void backwardCorrectionIsRightOnAverage() {
    List<List<Double>> noise =
        List.of(List.of(0.8, 0.2, 0.0), List.of(0.1, 0.6, 0.3), List.of(0.0, 0.25, 0.75));
    Tensor logits = row(normals(3));
    for (int truth = 0; truth < 3; truth++) {
      double average = 0;
      for (int label = 0; label < 3; label++) {
        average +=
            noise.get(truth).get(label)
                * mean(new BackwardCorrection(noise), logits, Tensor.of(label));
      }
      assertEquals(mean(new CrossEntropy(0), logits, Tensor.of(truth)), average, 1e-12);
    }
  }

  @Test
  void theHardestAreMeant() {
    Tensor logits = Tensor.of(Shape.of(4, 2), DType.FLOAT64, 0, 1, 0, 4, 0, 3, 0, 2);
    double[] each = new CrossEntropy(0).loss(logits, Tensor.of(0, 0, 0, 0)).toDoubleArray();
    double hardest = (each[1] + each[2]) / 2;
    assertEquals(hardest, mean(new Ohem(0.5), logits, Tensor.of(0, 0, 0, 0)), 1e-14);
    assertEquals(hardest, mean(new Ohem(0.3), logits, Tensor.of(0, 0, 0, 0)), 1e-14);
  }

  @Test
  void smoothedTargetsAreThoseOfTheSetting() {
    Tensor logits = Tensor.of(Shape.of(2, 3, 2), DType.FLOAT64, normals(12));
    Tensor labels = Tensor.of(Shape.of(2, 2), DType.INT32, 0, 2, 1, 1);
    Tensor smooth = LabelSmoothing.ofLabels(labels, 3, 0.1, DType.FLOAT64).eval();
    assertEquals(
        mean(new CrossEntropy(0.1), logits, labels),
        mean(new CrossEntropy(0), logits, smooth),
        1e-14);
    Tensor prior = Tensor.of(0.5, 0.25, 0.25);
    Tensor hot = LabelSmoothing.ofLabels(labels, 3, 0, DType.FLOAT64);
    assertArrayEquals(
        new double[] {0.95, 0.05, 0.025, 0.025, 0.025, 0.925},
        LabelSmoothing.ofShares(hot, 0.1, prior).slice(0, 0, 1).toDoubleArray(),
        1e-15);
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertMessage(() -> new GeneralizedCrossEntropy(0), "q", "0.0");
    assertMessage(() -> new Entmax(1), "alpha", "1.0");
    assertMessage(() -> new BiTempered(1.2, 1.2), "t1", "1.2");
    assertMessage(() -> new LogitAdjusted(1, List.of(0.5, 0.0)), "priors", "0.0");
    assertMessage(() -> new ExpectedCost(List.of(List.of(1.0, 2.0))), "costs", "2");
    assertMessage(
        () -> new ForwardCorrection(List.of(List.of(0.5, 0.4), List.of(0.5, 0.5))),
        "transition",
        "row 0",
        "0.9");
    assertMessage(
        () -> new BackwardCorrection(List.of(List.of(0.5, 0.5), List.of(0.5, 0.5))), "invertible");
    assertMessage(() -> new AdaptiveSoftmax(List.of(4, 2)), "cutoffs", "[4, 2]");
  }

  @Test
  void settingsOfOtherClassesAreNamed() {
    Tensor logits = row(1, 2, 3);
    assertMessage(
        () -> mean(new LogitAdjusted(1, List.of(1.0, 2.0)), logits, Tensor.of(0)),
        "logit-adjusted: priors is of 2 classes",
        "of 3");
    assertMessage(
        () -> mean(new HierarchicalSoftmax(List.of(1.0, 2.0)), logits, Tensor.of(0)), "of 4");
    assertMessage(() -> mean(new NegativeLearning(), row(1), Tensor.of(0)), "two classes");
  }

  @Test
  void distributionsAreRefusedWhereOnlyLabelsHaveAMeaning() {
    assertMessage(() -> mean(new MultiMargin(), row(1, 2), row(0.5, 0.5)), "multi-margin", "[N");
  }

  private static void assertMessage(Runnable code, String... parts) {
    String message = assertThrows(ThalwegException.class, code::run).getMessage();
    for (String part : parts) {
      assertTrue(String.valueOf(message).contains(part), message);
    }
  }
}
