package org.thalweg.loss;

import static org.thalweg.loss.Numbers.assertClose;

import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.robust.Huber;

/** Single values and gradients of PyTorch 2.13 in float64, to the digits that were printed. */
class FieldTableTest {
  private final Tensor x = Tensor.of(Shape.of(2, 3), DType.FLOAT64, 1, 2, 3, 0.5, -1, 2);
  private final Tensor y = Tensor.of(0, 2);
  private final Tensor w = Tensor.of(1.0, 2, 4);
  private final Tensor z = Tensor.of(0.5, -1.5, 3, 0);
  private final Tensor t = Tensor.of(1.0, 0, 1, 0);
  private final Tensor r = Tensor.of(0, 1, 2.5, -2);

  private static void check(Outcome outcome, double value, double... gradient) {
    assertClose(new double[] {value}, outcome.value(), 1e-11, "value");
    assertClose(gradient, outcome.gradient(), 0, 5.1e-10, "gradient");
  }

  private static void check(
      Loss<Tensor, Tensor> loss,
      Tensor prediction,
      Tensor target,
      double value,
      double... gradient) {
    check(Outcome.of(loss, prediction, target), value, gradient);
  }

  @Test
  void crossEntropy() {
    check(
        new CrossEntropy(0),
        x,
        y,
        1.32445863055,
        -.454984713,
        .122364236,
        .332620478,
        .0876451961,
        .0195562866,
        -.107201483);
  }

  @Test
  void crossEntropyWithClassWeights() {
    Weighting weights = Weighting.none().weight(w.take(y, 0));
    check(
        Outcome.of(new CrossEntropy(0), x, y, weights, Reduction.MEAN),
        .674570230215,
        -.181993885,
        .0489456942,
        .133048191,
        .140232314,
        .0312900586,
        -.171522372);
  }

  @Test
  void crossEntropySmoothed() {
    check(
        new CrossEntropy(0.1),
        x,
        y,
        1.34945863055,
        -.42165138,
        .105697569,
        .315953811,
        .0709785294,
        .00288961997,
        -.0738681494);
  }

  @Test
  void crossEntropyWithAnIgnoredClass() {
    Weighting known = Weighting.none().mask(y.ne(2));
    check(
        Outcome.of(new CrossEntropy(0), x, y, known, Reduction.MEAN),
        2.40760596444,
        -.909969427,
        .244728471,
        .665240956,
        0,
        0,
        0);
  }

  @Test
  void bceLogits() {
    check(new BceLogits(1), z, t, .354306198574, -.0943851672, .045606381, -.0118564683, .125);
  }

  @Test
  void bceLogitsWithAPositiveWeight() {
    check(new BceLogits(3), z, t, .615638366451, -.283155502, .045606381, -.0355694049, .125);
  }

  @Test
  void mse() {
    check(new Mse(), z, r, 2.6875, .25, -1.25, .25, 1);
  }

  @Test
  void mae() {
    check(new Mae(), z, r, 1.375, .25, -.25, .25, .25);
  }

  @Test
  void huber() {
    check(new Huber(1.5), z, r, 1.1875, .125, -.375, .125, .375);
  }

  @Test
  void klDivergence() {
    Tensor target = w.softmax(0).broadcastTo(x.shape()).eval();
    Outcome outcome =
        Outcome.of(Composed.after(new KlDivergence(false), p -> p.logSoftmax(1)), x, target);
    check(
        outcome,
        .102100028327,
        .0240102535,
        .0652666358,
        -.0892768894,
        .066640163,
        -.0375413131,
        -.0290988499);
  }
}
