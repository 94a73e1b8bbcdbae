package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.robust.Huber;

/** Bad input is refused with a message that names place, value and rule. */
class BadInputTest {
  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  private static void refused(
      String message, Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    refused(message, () -> Losses.mean(loss, prediction, target).item());
  }

  private static void refused(String message, Weighting weighting) {
    Tensor x = Tensor.of(Shape.of(3, 2), DType.FLOAT64, 1, 2, 3, 4, 5, 6);
    refused(
        message, () -> Losses.sum(new Mse(), x, x, weighting, Reduction.MEAN).numerator().item());
  }

  private static Tensor zeros(DType dtype, long... extents) {
    return Tensor.full(Shape.of(extents), dtype, 0);
  }

  @Test
  void shapes() {
    refused(
        "mse: the prediction is float32[4, 1], the target is float32[4]; a loss does not broadcast, so give both one shape",
        new Mse(),
        zeros(DType.FLOAT32, 4, 1),
        zeros(DType.FLOAT32, 4));
    refused(
        "kl-divergence: the prediction is float32[2, 3], the target is float32[3]; a loss does not broadcast, so give both one shape",
        new KlDivergence(false),
        zeros(DType.FLOAT32, 2, 3),
        zeros(DType.FLOAT32, 3));
    refused(
        "kl-divergence: the prediction is float32[], should have an axis of at least one row, such as [C] or [N, C]",
        new KlDivergence(false),
        zeros(DType.FLOAT32),
        zeros(DType.FLOAT32));
    refused(
        "cross-entropy: the prediction is float32[4, 10], so the target is class indices of shape [4] or a distribution of shape [4, 10], was int32[5]",
        new CrossEntropy(0),
        zeros(DType.FLOAT32, 4, 10),
        zeros(DType.INT32, 5));
    refused(
        "cross-entropy: the prediction is float32[4, 10], so the target is class indices of shape [4] or a distribution of shape [4, 10], was float32[4]",
        new CrossEntropy(0),
        zeros(DType.FLOAT32, 4, 10),
        zeros(DType.FLOAT32, 4));
    refused(
        "cross-entropy: the prediction is float32[], should be float32 or float64 of shape [N, C, ...] with C classes, 1 or more",
        new CrossEntropy(0),
        zeros(DType.FLOAT32),
        zeros(DType.INT32));
    refused(
        "cross-entropy: the prediction is float32[4, 0], should be float32 or float64 of shape [N, C, ...] with C classes, 1 or more",
        new CrossEntropy(0),
        zeros(DType.FLOAT32, 4, 0),
        zeros(DType.INT32, 4));
  }

  @Test
  void types() {
    refused(
        "mse: the prediction is int32[2], should be float32 or float64",
        new Mse(),
        zeros(DType.INT32, 2),
        zeros(DType.FLOAT32, 2));
    refused(
        "mse: the prediction is float32[2], the target is float64[2]; convert one with to(DType)",
        new Mse(),
        zeros(DType.FLOAT32, 2),
        zeros(DType.FLOAT64, 2));
    refused(
        "cross-entropy: the prediction is float32[2, 3], the target is float64[2, 3]; convert one with to(DType)",
        new CrossEntropy(0),
        zeros(DType.FLOAT32, 2, 3),
        zeros(DType.FLOAT64, 2, 3));
    refused(
        "cross-entropy: the prediction is bool[2, 3], should be float32 or float64 of shape [N, C, ...] with C classes, 1 or more",
        new CrossEntropy(0),
        zeros(DType.BOOL, 2, 3),
        zeros(DType.INT32, 2));
  }

  @Test
  void labels() {
    refused(
        "cross-entropy: the label 10 at row 2 is not one of the 10 classes 0 to 9",
        new CrossEntropy(0),
        zeros(DType.FLOAT32, 4, 10),
        Tensor.of(0, 9, 10, 11));
    refused(
        "cross-entropy: the label -1 at row 1, column 0 is not one of the 3 classes 0 to 2",
        new CrossEntropy(0.1),
        zeros(DType.FLOAT64, 2, 3, 2),
        Tensor.of(Shape.of(2, 2), DType.INT64, 0, 2, -1, 1));
  }

  @Test
  void domains() {
    refused(
        "cross-entropy: the target -0.5 at row 0, column 1 is not from 0 to 1",
        new CrossEntropy(0),
        zeros(DType.FLOAT64, 1, 2),
        Tensor.of(Shape.of(1, 2), DType.FLOAT64, 1.5 - 0.5, -0.5));
    refused(
        "bce: the prediction 1.25 at row 1 is not from 0 to 1",
        new Bce(),
        Tensor.of(0.5, 1.25),
        Tensor.of(0.0, 1));
    refused(
        "bce: the prediction NaN at row 0 is not from 0 to 1",
        new Bce(),
        Tensor.of(Double.NaN, 0.5),
        Tensor.of(0.0, 1));
    refused(
        "bce-logits: the target 2.0 at row 1 is not from 0 to 1",
        new BceLogits(1),
        Tensor.of(0.5, 1.25),
        Tensor.of(0, 2));
    refused(
        "hinge: the target 0.0 at row 1 is not -1 or 1",
        new Hinge(),
        Tensor.of(0.5, 1.25),
        Tensor.of(1.0, 0));
    refused(
        "kl-divergence: the target -0.25 at row 0, column 1 is not from 0 to 1",
        new KlDivergence(false),
        zeros(DType.FLOAT64, 1, 2),
        Tensor.of(Shape.of(1, 2), DType.FLOAT64, 0.25, -0.25));
  }

  @Test
  void weights() {
    refused(
        "the weight -1.0 at row 1 is not 0 or a finite number above it",
        Weighting.none().weight(Tensor.of(1.0, -1, 2)));
    refused(
        "the weight NaN at row 2 is not 0 or a finite number above it",
        Weighting.none().weight(Tensor.of(1.0, 1, Double.NaN)));
    refused(
        "the weight Infinity at row 0, column 1 is not 0 or a finite number above it",
        Weighting.none()
            .weight(
                Tensor.of(Shape.of(3, 2), DType.FLOAT64, 1, Double.POSITIVE_INFINITY, 1, 1, 1, 1)));
    refused(
        "mse: a weight or mask has the shape of leading axes of its values, here of [3, 2], was bool[2]",
        Weighting.none().weight(Tensor.of(1.0, 2)));
    refused(
        "mse: a weight or mask has the shape of leading axes of its values, here of [3, 2], was bool[3, 2, 1]",
        Weighting.none().mask(zeros(DType.BOOL, 3, 2, 1)));
    refused(
        "a mask is bool, true where a value counts, was float64[3]",
        () -> Weighting.none().mask(Tensor.of(1.0, 0, 1)));
    refused(
        "weight and mask have the shapes of leading axes of the same values, were float64[3] and bool[2]",
        () -> Weighting.none().weight(Tensor.of(1.0, 0, 1)).mask(Tensor.of(true, false)));
  }

  @Test
  void parameters() {
    refused("delta must be positive and finite, was 0.0", () -> new Huber(0));
    refused("delta must be positive and finite, was NaN", () -> new Huber(Double.NaN));
    refused("positiveWeight must be positive and finite, was -1.0", () -> new BceLogits(-1));
    refused("labelSmoothing must lie between 0 and 1, was 1.5", () -> new CrossEntropy(1.5));
    refused("labelSmoothing must lie between 0 and 1, was NaN", () -> new CrossEntropy(Double.NaN));
    refused(
        "loss: delta must be positive and finite, was -3.0",
        () -> Golden.registry().create(Kind.LOSS, "huber", Map.of("delta", -3)));
    refused(
        "loss.dleta: unknown key; did you mean 'delta'?",
        () -> Golden.registry().create(Kind.LOSS, "huber", Map.of("dleta", 3)));
  }
}
