package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.optim.Numbers.assertClose;
import static org.thalweg.optim.Numbers.assertSameBits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.optim.optimizer.Accumulated;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Constrained;
import org.thalweg.optim.optimizer.FiniteOnly;
import org.thalweg.optim.optimizer.Frozen;
import org.thalweg.optim.optimizer.GradientDescent;
import org.thalweg.optim.optimizer.Groups;
import org.thalweg.optim.optimizer.ReducedOnPlateau;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.run.Descent;
import org.thalweg.optim.schedule.Linear;
import org.thalweg.optim.transform.AdaptiveClip;
import org.thalweg.optim.transform.Centralize;
import org.thalweg.optim.transform.ClipByBlockRms;
import org.thalweg.optim.transform.EmaOfGradients;
import org.thalweg.optim.transform.KeepInBox;
import org.thalweg.optim.transform.KeepInL1Ball;
import org.thalweg.optim.transform.KeepNonNegative;
import org.thalweg.optim.transform.KeepNormBelow;
import org.thalweg.optim.transform.KeepOnSimplex;
import org.thalweg.optim.transform.KeepUnitNorm;
import org.thalweg.optim.transform.Masked;
import org.thalweg.optim.transform.Momentum;
import org.thalweg.optim.transform.Normalize;
import org.thalweg.optim.transform.Transforms;
import org.thalweg.optim.transform.ZeroNonFinite;

/** Optimizers made of others, and transforms for some parameters or some steps. */
class WrappersTest {
  private static final Parameters START = named(Tensor.of(10.0, 20), Tensor.of(30.0));
  private static final List<Parameters> GRADIENTS =
      List.of(
          named(Tensor.of(3.0, 1), Tensor.of(-4.0)),
          named(Tensor.of(-1.0, 2), Tensor.of(0.5)),
          named(Tensor.of(2.0, -2), Tensor.of(1.0)),
          named(Tensor.of(0.25, 5), Tensor.of(-3.0)));

  private static Parameters named(Tensor a, Tensor b) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Map.of("layer/weight", a));
    tensors.put("layer/bias", b);
    return new Parameters(tensors);
  }

  private static List<Parameters> path(Optimizer optimizer, List<Parameters> gradients) {
    return Descent.by(optimizer).follow(START, gradients);
  }

  private static double[] update(GradientTransform<?> transform, Tensor start, Tensor gradient) {
    Tensor after =
        new Descent<>(transform)
            .follow(Parameters.of("p", start), List.of(Parameters.of("p", gradient)))
            .getFirst()
            .get("p");
    return after.sub(start).toDoubleArray();
  }

  private static double[] end(GradientTransform<?> transform, Tensor gradient) {
    return update(transform, Tensors.zerosLike(gradient).eval(), gradient);
  }

  @Test
  void groupsAreTheirOptimizersAlone() {
    Groups groups =
        new Groups(
            List.of(new Groups.Group("*bi?s", new Adam(0.1))), Optional.of(new Sgd(0.1, 0.9)));
    Parameters together = path(groups, GRADIENTS).getLast();
    assertSameBits(
        path(new Adam(0.1), GRADIENTS).getLast().get("layer/bias"),
        together.get("layer/bias"),
        "bias");
    assertSameBits(
        path(new Sgd(0.1, 0.9), GRADIENTS).getLast().get("layer/weight"),
        together.get("layer/weight"),
        "weight");
    assertEquals(List.of("layer/weight", "layer/bias"), together.names());
  }

  private static void refused(String message, Optimizer optimizer) {
    assertEquals(
        message,
        assertThrows(ThalwegException.class, () -> path(optimizer, GRADIENTS)).getMessage());
  }

  @Test
  void patternsThatFitNothingAreRefused() {
    Adam adam = new Adam(0.1);
    refused(
        "no parameter fits the pattern 'layer/gamma'; there are [layer/weight, layer/bias]",
        new Groups(List.of(new Groups.Group("layer/gamma", adam)), Optional.of(adam)));
    refused(
        "no pattern fits the parameters [layer/weight]; add one, or say what holds for the rest",
        new Groups(List.of(new Groups.Group("*bias", adam)), Optional.empty()));
    refused(
        "all parameters that fit '*bias' belong to earlier patterns; there are [layer/weight,"
            + " layer/bias]",
        new Groups(
            List.of(new Groups.Group("*", adam), new Groups.Group("*bias", adam)),
            Optional.empty()));
    refused(
        "no parameter fits the pattern '*.bias'; there are [layer/weight, layer/bias]",
        new Frozen("*.bias", adam));
  }

  @Test
  void frozenParametersStay() {
    Parameters after = path(new Frozen("*bias", new AdamW(0.1)), GRADIENTS).getLast();
    assertArrayEquals(new double[] {30}, after.get("layer/bias").toDoubleArray());
    assertSameBits(
        path(new AdamW(0.1), GRADIENTS).getLast().get("layer/weight"),
        after.get("layer/weight"),
        "weight");
  }

  @Test
  void decayLeavesOutBiases() {
    Masked decay = new Masked("*", "*bias", Transforms.addDecayedWeights(0.5));
    Parameters after = path(() -> decay, GRADIENTS.subList(0, 1)).getFirst();
    assertArrayEquals(new double[] {18, 31}, after.get("layer/weight").toDoubleArray());
    assertArrayEquals(new double[] {26}, after.get("layer/bias").toDoubleArray());
  }

  @Test
  void microBatchesAreOneBatch() {
    List<Parameters> means = new ArrayList<>();
    for (int i = 0; i < 4; i += 2) {
      Parameters second = GRADIENTS.get(i + 1);
      means.add(GRADIENTS.get(i).zip(second, (a, b) -> a.add(b).mul(0.5).eval()));
    }
    Schedule rate = new Linear(0.1, 10, 0);
    Adam adam = new Adam(rate, 0.9, 0.99, 1e-8, 0.1, false);
    List<Parameters> path = path(new Accumulated(2, adam), GRADIENTS);
    assertSameBits(START, path.get(0), "no step");
    assertSameBits(path.get(1), path.get(2), "no step");
    List<Parameters> whole = path(adam, means);
    assertClose(whole.get(0), path.get(1), 1e-14, 0, "first batch");
    assertClose(whole.get(1), path.get(3), 1e-14, 0, "second batch");
  }

  @Test
  void stepsThatAreNotFiniteAreLeftOut() {
    Parameters bad = named(Tensor.of(1.0, Double.NaN), Tensor.of(1.0));
    List<Parameters> mixed = new ArrayList<>(GRADIENTS);
    mixed.add(2, bad);
    mixed.add(0, named(Tensor.of(1.0, 1), Tensor.of(Double.NEGATIVE_INFINITY)));
    Adam adam = new Adam(new Linear(0.1, 10, 0), 0.9, 0.99, 1e-8, 0, false);
    assertSameBits(
        path(adam, GRADIENTS).getLast(),
        path(new FiniteOnly(adam, 1), mixed).getLast(),
        "without the bad steps");
    Parameters after = path(new FiniteOnly(adam, 1), List.of(bad, bad)).getLast();
    assertTrue(Double.isNaN(after.get("layer/weight").item(1)), "the second is let through");
  }

  @Test
  void elementsThatAreNotFiniteBecomeZero() {
    Tensor gradient = Tensor.of(1, Double.NaN, Double.POSITIVE_INFINITY, -2);
    assertArrayEquals(new double[] {1, 0, 0, -2}, end(new ZeroNonFinite(), gradient));
  }

  @Test
  void stepsShrinkOnAPlateau() {
    Optimizer optimizer = new ReducedOnPlateau(new GradientDescent(1), 0.5, 2, 1e-4, 0, 1, 1, 0.2);
    List<Parameters> points =
        Descent.by(optimizer)
            .minimize(
                Parameters.of("x", Tensor.of(0.0)),
                p -> p.get("x").sum().mul(-1).add(p.get("x").sum().stopGradient()),
                9)
            .points();
    double[] steps = new double[9];
    for (int i = 0; i < 9; i++) {
      steps[i] = points.get(i + 1).get("x").item(0) - points.get(i).get("x").item(0);
    }
    // the first loss is the best; two later the scale halves, one is not counted, and so on
    assertArrayEquals(new double[] {1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2}, steps, 1e-15);
  }

  @Test
  void clippingAndMeans() {
    Tensor weights = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 3, 0, 4, 0);
    Tensor gradient = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 6, 1e-4, 8, 0);
    assertClose(
        new double[] {0.3, 1e-5, 0.4, 0},
        update(new AdaptiveClip(0.1, 1e-4), weights, gradient),
        1e-12,
        1e-15,
        "adaptive");
    assertClose(
        new double[] {-1, 5e-5, 1, -5e-5},
        end(new Centralize(Centralize.Axis.LAST), gradient),
        1e-12,
        0,
        "centralize");
    assertClose(
        new double[] {3, -3}, end(new ClipByBlockRms(3), Tensor.of(30.0, -30)), 1e-15, 0, "rms");
    assertClose(
        new double[] {1.2, -1.6}, end(new Normalize(2), Tensor.of(3.0, -4)), 1e-6, 0, "normalize");
    assertClose(
        new double[] {3, -4}, end(new EmaOfGradients(0.9, true), Tensor.of(3.0, -4)), 1e-12, 0, "");
  }

  @Test
  void constraintsHold() {
    Tensor step = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 3, -1, 4, 0.5);
    assertArrayEquals(new double[] {3, 0, 4, 0.5}, end(new KeepNonNegative("*"), step));
    assertArrayEquals(new double[] {2, -0.5, 2, 0.5}, end(new KeepInBox(-0.5, 2, "*"), step));
    assertClose(
        new double[] {1.2, -1, 1.6, 0.5},
        end(new KeepNormBelow(2, 0, "*"), step),
        1e-14,
        0,
        "norm");
    double length = Math.sqrt(1.25);
    assertClose(
        new double[] {0.6, -1 / length, 0.8, 0.5 / length},
        end(new KeepUnitNorm(0, "*"), step),
        1e-14,
        0,
        "unit norm");
    assertClose(
        new double[] {1, 0, 1, 0}, end(new KeepOnSimplex(1, "*"), step), 1e-14, 0, "simplex");
    assertClose(
        new double[] {0.75, 0.25},
        end(new KeepOnSimplex(1, "p"), Tensor.of(2.0, 1.5)),
        1e-14,
        0,
        "simplex");
    assertClose(
        new double[] {1, 0, 0.3, -0.2},
        end(new KeepInL1Ball(1, "*"), Tensor.of(Shape.of(2, 2), DType.FLOAT64, 3, -1, 0.3, -0.2)),
        1e-14,
        0,
        "l1");
    Constrained positive =
        new Constrained(new GradientDescent(10), List.of(new KeepNonNegative("*weight")));
    Parameters after = path(positive, GRADIENTS.subList(0, 1)).getFirst();
    assertArrayEquals(new double[] {0, 10}, after.get("layer/weight").toDoubleArray());
  }

  @Test
  void momentumFollowsASchedule() {
    Momentum falling = new Momentum(new Linear(1, 2, 0), 0, false);
    List<Parameters> path = path(() -> falling, GRADIENTS);
    // at the first step there is nothing to keep; then the decay is 0.5, 0, 0
    assertEquals(10 + 3, path.get(0).get("layer/weight").item(0));
    assertEquals(13 + (0.5 * 3 - 1), path.get(1).get("layer/weight").item(0));
    assertEquals(13.5 + 2, path.get(2).get("layer/weight").item(0));
  }
}
