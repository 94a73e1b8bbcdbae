package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.thalweg.loss.Numbers.assertClose;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.WeightedSum;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Rmse;

/** Sums of losses. */
class WeightedSumTest {
  private final Tensor x = Tensor.of(0.5, -1.5, 3, 0);
  private final Tensor y = Tensor.of(0, 1, 2.5, -2);

  @Test
  void termsKeepTheirNamesAndFactors() {
    WeightedSum<Tensor, Tensor> sum = new Mse().weighted(0.5).plus(new Mae()).weighted(2);
    assertEquals(
        List.of("mse 1.0", "mae 2.0"),
        sum.terms().stream().map(term -> term.name() + " " + term.factor()).toList());
  }

  @Test
  void everyReductionIsTheSumOfTheTerms() {
    WeightedSum<Tensor, Tensor> sum = new Mse().weighted(0.3).plus(new Mae().weighted(0.7));
    Weighting weights = Weighting.none().weight(Tensor.of(1.0, 0, 2, 0.5));
    for (Reduction reduction : Reduction.values()) {
      Outcome mse = Outcome.of(new Mse(), x, y, weights, reduction);
      Outcome mae = Outcome.of(new Mae(), x, y, weights, reduction);
      Outcome both = Outcome.of(sum, x, y, weights, reduction);
      for (int i = 0; i < both.value().length; i++) {
        assertEquals(0.3 * mse.value()[i] + 0.7 * mae.value()[i], both.value()[i], 1e-15);
      }
      for (int i = 0; i < both.gradient().length; i++) {
        assertEquals(0.3 * mse.gradient()[i] + 0.7 * mae.gradient()[i], both.gradient()[i], 1e-15);
      }
    }
  }

  @Test
  void eachTermFinishesItsOwnMean() {
    WeightedSum<Tensor, Tensor> sum = new Rmse().weighted(2).plus(new Mae());
    double expected = 2 * Losses.mean(new Rmse(), x, y).item() + 1.375;
    assertEquals(expected, Losses.mean(sum, x, y).item(), 1e-15);
    assertEquals(
        "'rmse' is a function of its mean, so a sum with it does not merge; merge its terms apart",
        assertThrows(
                ThalwegException.class,
                () -> Losses.sum(sum, x, y, Weighting.none(), Reduction.MEAN))
            .getMessage());
  }

  @Test
  void partsMerge() {
    WeightedSum<Tensor, Tensor> sum = new Mse().weighted(0.3).plus(new Mae());
    LossSum whole = Losses.sum(sum, x, y, Weighting.none(), Reduction.MEAN);
    LossSum first =
        Losses.sum(sum, x.slice(0, 0, 1), y.slice(0, 0, 1), Weighting.none(), Reduction.MEAN);
    LossSum rest =
        Losses.sum(sum, x.slice(0, 1, 4), y.slice(0, 1, 4), Weighting.none(), Reduction.MEAN);
    LossSum merged = first.plus(rest);
    assertEquals(whole.numerator().item(), merged.numerator().item(), 1e-15);
    assertEquals(4, merged.denominator().item());
  }

  @Test
  void eachTermHasItsOwnNeutralValues() {
    Tensor scores = Tensor.of(0.5, Double.NaN, 3);
    Tensor labels = Tensor.of(1.0, Double.NaN, 1);
    Weighting known = Weighting.none().mask(Tensor.of(true, false, true));
    Outcome sum =
        Outcome.of(
            new BceLogits(1).weighted(1).plus(new Hinge()), scores, labels, known, Reduction.NONE);
    double[] expected = {Math.log1p(Math.exp(-0.5)) + 0.5, 0, Math.log1p(Math.exp(-3))};
    assertClose(expected, sum.value(), 1e-14, "value");
    assertEquals(0, sum.gradient()[1]);
  }

  @Test
  void masksOfValuesFitClassification() {
    Tensor logits = Tensor.of(Shape.of(2, 3, 2), DType.FLOAT64, new double[12]);
    Tensor labels = Tensor.of(Shape.of(2, 2), DType.INT32, 0, -9, 2, 1);
    Tensor mask = Tensor.of(true, false, true, true).reshape(2, 2);
    Outcome outcome =
        Outcome.of(
            new CrossEntropy(0).weighted(1).plus(new CrossEntropy(0.1)),
            logits,
            labels,
            Weighting.none().mask(mask),
            Reduction.SUM);
    assertEquals(6 * Math.log(3), outcome.only(), 1e-14);
  }

  @Test
  void valuesOfDifferentShapesAreRefused() {
    Tensor logits = Tensor.of(Shape.of(2, 3), DType.FLOAT64, new double[6]);
    Tensor shares = Tensor.full(Shape.of(2, 3), DType.FLOAT64, 0.5);
    assertEquals(
        "'cross-entropy' gives values of shape [2], 'mse' of shape [2, 3]; their sum has no meaning",
        assertThrows(
                ThalwegException.class,
                () -> new CrossEntropy(0).plus(new Mse()).loss(logits, shares))
            .getMessage());
    assertArrayEquals(
        new long[] {2}, new CrossEntropy(0).weighted(1).loss(logits, shares).shape().toArray());
  }

  @Test
  void aSumHasTerms() {
    assertEquals(
        "a sum of losses has at least one",
        assertThrows(ThalwegException.class, () -> new WeightedSum<Tensor, Tensor>(List.of()))
            .getMessage());
  }
}
