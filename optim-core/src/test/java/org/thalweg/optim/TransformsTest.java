package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.thalweg.optim.Numbers.assertClose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;
import org.thalweg.optim.run.Descent;
import org.thalweg.optim.transform.Chain;
import org.thalweg.optim.transform.Momentum;
import org.thalweg.optim.transform.ScaleByAdam;
import org.thalweg.optim.transform.Transforms;

/** Each transform by itself. */
class TransformsTest {
  private final Parameters start = named(Tensor.of(10.0, 20), Tensor.of(30.0));
  private final Parameters gradients = named(Tensor.of(3.0, 0), Tensor.of(-4.0));

  private static Parameters named(Tensor a, Tensor b) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Map.of("a", a));
    tensors.put("b", b);
    return new Parameters(tensors);
  }

  /** Requires the updates of a transform's first step. */
  private void check(GradientTransform<?> transform, double a0, double a1, double b0) {
    Parameters after = new Descent<>(transform).follow(start, List.of(gradients)).getFirst();
    Parameters updates = after.zip(start, (p, q) -> p.sub(q).eval());
    assertClose(new double[] {a0, a1}, updates.get("a").toDoubleArray(), 1e-6, 0, "a");
    assertClose(new double[] {b0}, updates.get("b").toDoubleArray(), 1e-6, 0, "b");
  }

  @Test
  void clipping() {
    check(Transforms.clipByGlobalNorm(2.5), 1.5, 0, -2);
    check(Transforms.clipByGlobalNorm(5.1), 3, 0, -4);
    check(Transforms.clipByNorm(3.5), 3, 0, -3.5);
    check(Transforms.clipByValue(3.5), 3, 0, -3.5);
    check(Transforms.clipByValue(0.5), 0.5, 0, -0.5);
  }

  @Test
  void scaling() {
    check(Transforms.scale(-0.5), -1.5, 0, 2);
    check(Transforms.scaleByLearningRate(Schedule.constant(0.1)), -0.3, 0, 0.4);
    check(Transforms.addDecayedWeights(0.01), 3.1, 0.2, -3.7);
    check(Transforms.addDecayedWeights(0), 3, 0, -4);
  }

  @Test
  void means() {
    check(Transforms.scaleByAdam(0.9, 0.999, 1e-30), 1, 0, -1);
  }

  @Test
  void anEmptyChainChangesNothing() {
    check(Transforms.chain(), 3, 0, -4);
  }

  @Test
  void aChainIsItsPartsInOrder() {
    check(Transforms.chain(Transforms.scale(10), Transforms.clipByValue(1)), 1, 0, -1);
    check(Transforms.chain(Transforms.clipByValue(1), Transforms.scale(10)), 10, 0, -10);
  }

  @Test
  void statesHaveNames() {
    GradientTransform<?> chain =
        Transforms.chain(
            Transforms.clipByValue(1),
            Transforms.scaleByAmsgrad(0.9, 0.99, 1e-8),
            Transforms.momentum(0.9, 0, false));
    assertEquals(
        List.of(
            "parameters.tensors.a",
            "parameters.tensors.b",
            "memory.parts.1.means.mean.tensors.a",
            "memory.parts.1.means.mean.tensors.b",
            "memory.parts.1.means.square.tensors.a",
            "memory.parts.1.means.square.tensors.b",
            "memory.parts.1.largest.tensors.a",
            "memory.parts.1.largest.tensors.b",
            "memory.parts.2.buffer.tensors.a",
            "memory.parts.2.buffer.tensors.b",
            "steps"),
        Tree.names(new Descent<>(chain).start(start)));
  }

  @Test
  void aChainEvaluatesWithTheWeightsOfItsParts() {
    record Halves() implements Stateless {
      @Override
      public Parameters update(Parameters given, Context context) {
        return given;
      }

      @Override
      public Parameters evaluationWeights(Nothing state, Parameters parameters) {
        return parameters.map(p -> p.mul(0.5));
      }
    }

    Chain chain = new Chain(List.of(new Halves(), Transforms.scale(2), new Halves()));
    Parameters weights = chain.evaluationWeights(chain.init(start), start);
    assertArrayEquals(new double[] {2.5, 5}, weights.get("a").toDoubleArray());
  }

  @Test
  void theFirstMomentumIsTheGradient() {
    Momentum damped = Transforms.momentum(0.5, 0.75, false);
    List<Parameters> path = new Descent<>(damped).follow(start, List.of(gradients, gradients));
    assertArrayEquals(new double[] {13, 20}, path.get(0).get("a").toDoubleArray());
    assertArrayEquals(
        new double[] {13 + 0.5 * 3 + 0.25 * 3, 20}, path.get(1).get("a").toDoubleArray());
  }

  @Test
  void biasCorrectionsAreOfTheContextsStep() {
    ScaleByAdam adam = Transforms.scaleByAdam(0.5, 0.5, 0);
    Tensor loss = Tensor.scalar(0, DType.FLOAT64);
    Context third = new Context(start, Tensor.scalar(3, DType.INT64), loss, _ -> loss);
    Updates<ScaleByAdam.State> step = adam.update(gradients, adam.init(start), third);
    double expected = 0.5 * 3 / (1 - 0.125) / Math.sqrt(0.5 * 9 / (1 - 0.125));
    assertEquals(expected, step.updates().get("a").item(0), 1e-14);
  }

  @Test
  void correctionsOfFloatsAreComputedInDoubles() {
    // in float32, 1 - 0.9999999^1 would be off by a fifth
    ScaleByAdam slow = Transforms.scaleByAdam(0.9, 1 - 1e-7, 0);
    Parameters single = Parameters.of("p", Tensor.of(0f));
    Parameters given = Parameters.of("p", Tensor.of(2f));
    double update = new Descent<>(slow).follow(single, List.of(given)).getFirst().get("p").item(0);
    assertEquals(1, update, 1e-6);
  }

  @Test
  void aLearningRateStartsAtItsFirstValue() {
    Schedule steps = step -> step.add(1).mul(0.5);
    GradientTransform<?> transform = Transforms.scaleByLearningRate(steps);
    List<Parameters> path = new Descent<>(transform).follow(start, List.of(gradients, gradients));
    assertArrayEquals(new double[] {8.5, 20}, path.get(0).get("a").toDoubleArray());
    assertArrayEquals(new double[] {5.5, 20}, path.get(1).get("a").toDoubleArray());
  }
}
