package org.thalweg.boosting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.loss.robust.Huber;

/** Derivatives as arrays, best constants, and what is refused. */
class BoostingObjectiveTest {
  private static final double[] MARGINS = {-2, -0.5, 0.1, 0.7, 3};
  private static final double[] LABELS = {0, 1, 1, 0, 1};

  private record Slopes(double[] gradients, double[] hessians) {}

  private static Slopes slopes(
      BoostingObjective objective,
      double[] margins,
      double[] targets,
      double @Nullable [] weights) {
    Slopes slopes = new Slopes(new double[margins.length], new double[margins.length]);
    objective.derivatives(margins, targets, weights, slopes.gradients, slopes.hessians);
    return slopes;
  }

  private static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void derivativesAreThoseOfTheFormula() {
    Slopes slopes = slopes(BoostingObjective.of(new BceLogits(1)), MARGINS, LABELS, null);
    for (int i = 0; i < MARGINS.length; i++) {
      double p = logistic(MARGINS[i]);
      assertEquals(p - LABELS[i], slopes.gradients[i], 1e-15);
      assertEquals(p * (1 - p), slopes.hessians[i], 1e-15);
    }
  }

  @Test
  void predictionsOfABoundedDomainAreReachedByALink() {
    BoostingObjective onProbabilities = BoostingObjective.of(new Bce());
    Slopes through = slopes(onProbabilities, MARGINS, LABELS, null);
    Slopes direct = slopes(BoostingObjective.of(new BceLogits(1)), MARGINS, LABELS, null);
    assertArrayEquals(direct.gradients, through.gradients, 1e-14);
    assertArrayEquals(direct.hessians, through.hessians, 1e-14);
    assertEquals(logistic(0.7), onProbabilities.prediction(0.7), 1e-15);
    assertEquals(0.7, onProbabilities.margin(logistic(0.7)), 1e-14);
    assertEquals(logistic(0.7), BoostingObjective.of(new BceLogits(1)).prediction(0.7), 1e-15);
    assertEquals(0.7, BoostingObjective.of(new Mse()).prediction(0.7));
  }

  @Test
  void arraysOfFloatsAndDoublesAgree() {
    float[] margins = {-2, -0.5f, 0.1f, 0.7f, 3};
    float[] labels = {0, 1, 1, 0, 1};
    float[] weights = {1, 2, 0.5f, 3, 0};
    float[] gradients = new float[5];
    float[] hessians = new float[5];
    BoostingObjective objective = BoostingObjective.of(new BceLogits(3));
    objective.derivatives(margins, labels, weights, gradients, hessians);
    Slopes exact = slopes(objective, MARGINS, LABELS, new double[] {1, 2, 0.5, 3, 0});
    for (int i = 0; i < 5; i++) {
      assertEquals(exact.gradients[i], gradients[i], 1e-6);
      assertEquals(exact.hessians[i], hessians[i], 1e-6);
    }
  }

  @Test
  void aWeightOfKIsKCopies() {
    BoostingOptions options = BoostingOptions.defaults().hessianFloor(0.25);
    BoostingObjective objective = BoostingObjective.of(new Huber(1), options);
    double[] targets = {0, 0, 0, 0, 0};
    Slopes once = slopes(objective, MARGINS, targets, null);
    Slopes weighted = slopes(objective, MARGINS, targets, new double[] {3, 3, 3, 3, 3});
    assertArrayEquals(map(once.gradients, g -> 3 * g), weighted.gradients, 1e-15);
    assertArrayEquals(map(once.hessians, h -> 3 * h), weighted.hessians, 1e-15);
  }

  @Test
  void anErrorOfNothingHasTheSecondDerivativeOfItsNeighbours() {
    Slopes slopes =
        slopes(BoostingObjective.of(new Huber(1)), new double[] {2}, new double[] {2}, null);
    assertArrayEquals(new double[] {0}, slopes.gradients);
    assertArrayEquals(new double[] {1}, slopes.hessians);
  }

  /** A loss whose option says where predictions come from. */
  @LossCard(family = Family.LIKELIHOOD, formula = "exp(p) - t p", link = "exp")
  record Counts(boolean logInput) implements PointwiseLoss {
    @Override
    public Tensor loss(Tensor prediction, Tensor target) {
      return logInput
          ? prediction.exp().sub(target.mul(prediction))
          : prediction.sub(target.mul(prediction.log()));
    }

    @Override
    public Domain predictionDomain() {
      return logInput ? Domain.REAL : Domain.POSITIVE;
    }
  }

  @Test
  void anOptionThatMovesPredictionsMovesTheLink() {
    double[] counts = {0, 3, 1, 7, 2};
    BoostingObjective logs = BoostingObjective.of(new Counts(true));
    BoostingObjective means = BoostingObjective.of(new Counts(false));
    Slopes direct = slopes(logs, MARGINS, counts, null);
    Slopes through = slopes(means, MARGINS, counts, null);
    assertArrayEquals(direct.gradients, through.gradients, 1e-13);
    assertArrayEquals(direct.hessians, through.hessians, 1e-13);
    for (BoostingObjective objective : List.of(logs, means)) {
      assertEquals(Math.exp(0.7), objective.prediction(0.7), 1e-15);
      assertEquals(0.7, objective.margin(Math.exp(0.7)), 1e-15);
      assertEquals(Math.log(2.6), objective.baseScore(counts, null), 1e-12);
    }
  }

  @Test
  void aHessianIsTheFloorAtLeastAndThatOfTheFormulaAboveIt() {
    double[] targets = new double[5];
    Slopes plain = slopes(BoostingObjective.of(new Huber(1)), MARGINS, targets, null);
    assertArrayEquals(
        new double[] {BoostingOptions.FLOOR, 1, 1, 1, BoostingOptions.FLOOR}, plain.hessians);
    BoostingOptions options = BoostingOptions.defaults().hessianFloor(0.25);
    Slopes raised = slopes(BoostingObjective.of(new Huber(1), options), MARGINS, targets, null);
    assertArrayEquals(new double[] {0.25, 1, 1, 1, 0.25}, raised.hessians);
    Slopes mae =
        slopes(
            BoostingObjective.of(new Mae(), BoostingOptions.defaults().hessianFloor(1)),
            MARGINS,
            targets,
            new double[] {2, 1, 1, 1, 0});
    assertArrayEquals(new double[] {-2, -1, 1, 1, 0}, mae.gradients);
    assertArrayEquals(new double[] {2, 1, 1, 1, 0}, mae.hessians);
  }

  @Test
  void missingTargetsHaveNoDerivatives() {
    BoostingOptions options = BoostingOptions.defaults().hessianFloor(0.5).skippingMissing();
    double[] targets = {0, Double.NaN, 0, Double.NaN, 0};
    BoostingObjective objective = BoostingObjective.of(new Huber(1), options);
    Slopes slopes = slopes(objective, MARGINS, targets, null);
    assertArrayEquals(new double[] {-1, 0, 0.1, 0, 1}, slopes.gradients, 1e-15);
    assertArrayEquals(new double[] {0.5, 0, 1, 0, 0.5}, slopes.hessians);
    assertEquals(0, objective.baseScore(targets, null), 1e-12);
  }

  @Test
  void sumsOfPointwiseLossesAreBoosted() {
    Loss<Tensor, Tensor> loss = new Mse().weighted(0.5).plus(new Huber(1).weighted(2));
    Slopes slopes = slopes(BoostingObjective.of(loss), MARGINS, new double[5], null);
    assertArrayEquals(new double[] {-4, -1.5, 0.3, 2.1, 5}, slopes.gradients, 1e-14);
    assertArrayEquals(new double[] {1, 3, 3, 3, 1}, slopes.hessians, 1e-14);
  }

  static Stream<Loss<?, ?>> refused() {
    return Stream.of(
        new CrossEntropy(0),
        new KlDivergence(false),
        new Rmse(),
        new Mae(),
        new Hinge(),
        new Signs());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeBoostedIsRefused(Loss<?, ?> loss) {
    ThalwegException error = assertThrows(ThalwegException.class, () -> BoostingObjective.of(loss));
    String message = String.valueOf(error.getMessage());
    String expected =
        switch (loss) {
          case CrossEntropy _, KlDivergence _ -> "is not pointwise";
          case Rmse _ -> "rmse is a function of a mean";
          case Mae _ -> "mae has no second derivative above 0";
          case Hinge _ -> "hinge has no second derivative above 0";
          default -> "takes predictions that are -1 or 1";
        };
    assertTrue(message.contains(expected), message);
  }

  /** A loss whose predictions are no interval. */
  @LossCard(family = Family.BINARY, formula = "(p - t)^2", prediction = Domain.SIGN)
  record Signs() implements PointwiseLoss {
    @Override
    public Tensor loss(Tensor prediction, Tensor target) {
      return prediction.sub(target).square();
    }
  }

  @Test
  void badArraysAreToldApart() {
    BoostingObjective objective = BoostingObjective.of(new BceLogits(1));
    double[] two = new double[2];
    assertMessage(
        "there are 2 margins, 3 targets and 2 weights",
        () -> objective.derivatives(two, new double[3], null, two, two));
    assertMessage(
        "room for 1 gradients and 2 second derivatives",
        () -> objective.derivatives(two, two, null, new double[1], two));
    assertMessage(
        "bce-logits: the target 2.0 at row 1 is not from 0 to 1",
        () -> slopes(objective, two, new double[] {0, 2}, null));
    assertMessage(
        "the weight -1.0 at row 1 is not 0 or a finite number above it",
        () -> slopes(objective, two, two, new double[] {1, -1}));
    assertMessage("no target counts", () -> objective.baseScore(two, new double[2]));
    objective.derivatives(new double[0], new double[0], null, new double[0], new double[0]);
  }

  private static void assertMessage(String part, Runnable code) {
    ThalwegException error = assertThrows(ThalwegException.class, code::run);
    assertTrue(String.valueOf(error.getMessage()).contains(part), error.getMessage());
  }

  @Test
  void theBaseScoreIsTheBestConstant() {
    double[] targets = new Random(7).doubles(501, -3, 9).map(x -> x * x / 10).toArray();
    double[] weights = new Random(8).doubles(501, 0, 2).toArray();
    double mean = 0;
    double total = 0;
    for (int i = 0; i < targets.length; i++) {
      mean += targets[i] * weights[i];
      total += weights[i];
    }
    assertEquals(mean / total, BoostingObjective.of(new Mse()).baseScore(targets, weights), 1e-12);
    for (Loss<Tensor, Tensor> loss :
        List.of(new Huber(0.5), new Huber(100), new Mse().plus(new Mae()))) {
      BoostingObjective objective = BoostingObjective.of(loss);
      double best = objective.baseScore(targets, weights);
      double[] there = new double[501];
      Arrays.fill(there, best);
      Slopes slopes = slopes(objective, there, targets, weights);
      assertEquals(0, Arrays.stream(slopes.gradients).sum(), 1e-9, loss.toString());
    }
  }

  @Test
  void theBaseScoreOfAnAbsoluteErrorIsTheMedian() {
    BoostingObjective mae =
        BoostingObjective.of(new Mae(), BoostingOptions.defaults().hessianFloor(1));
    assertEquals(2, mae.baseScore(new double[] {1, 9, 2}, null), 1e-12);
    assertEquals(1, mae.baseScore(new double[] {1, 9, 2}, new double[] {3, 1, 1}), 1e-12);
  }

  @Test
  void theBaseScoreOfLogitsIsThatOfTheShare() {
    double[] labels = {1, 0, 0, 0};
    BoostingObjective plain = BoostingObjective.of(new BceLogits(1));
    assertEquals(Math.log(1.0 / 3), plain.baseScore(labels, null), 1e-12);
    assertEquals(Math.log(1.0 / 3), BoostingObjective.of(new Bce()).baseScore(labels, null), 1e-9);
    BoostingObjective dear = BoostingObjective.of(new BceLogits(3));
    assertEquals(0, dear.baseScore(labels, null), 1e-12);
    double sure = plain.baseScore(new double[] {1, 1, 1}, null);
    assertTrue(sure > 20 && sure < 100, () -> "was " + sure);
  }

  @Test
  void aProgramIsUsedAgainAndTakesNoMemory() {
    int rows = 100_000;
    float[] margins = new float[rows];
    float[] targets = new float[rows];
    float[] gradients = new float[rows];
    float[] hessians = new float[rows];
    BoostingObjective objective = BoostingObjective.of(new Huber(1));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      margins[3] = i;
      long before = threads.getCurrentThreadAllocatedBytes();
      objective.derivatives(margins, targets, null, gradients, hessians);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      assertEquals(Math.min(1, i), gradients[3]);
    }
    long taken = least;
    assertTrue(taken < 4096, () -> taken + " bytes");
  }

  @Test
  void anObjectiveIsSerializable() throws IOException, ClassNotFoundException {
    Loss<Tensor, Tensor> loss = new Huber(0.3).weighted(0.5).plus(new Mse());
    BoostingObjective objective =
        BoostingObjective.of(loss, BoostingOptions.defaults().hessianFloor(0.1).skippingMissing());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(objective);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      BoostingObjective copy = (BoostingObjective) in.readObject();
      assertEquals(objective.loss(), copy.loss());
      assertEquals(objective.options(), copy.options());
    }
  }

  @Test
  void aLossThatHoldsWhatCannotBeWrittenSaysSo() throws IOException {
    PointwiseLoss loss = (prediction, target) -> prediction.sub(target).square();
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThrows(
          NotSerializableException.class, () -> out.writeObject(BoostingObjective.of(loss)));
    }
  }
}
