package org.thalweg.nn.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.dropout;
import static org.thalweg.nn.layer.Layers.flatten;
import static org.thalweg.nn.layer.Layers.sequential;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.activation.Activations;
import org.thalweg.nn.model.Forward;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.model.Weights;

class LayerTest {
  private static Tensor random(Shape shape) {
    return Randoms.normal(Randoms.key(9), shape, DType.FLOAT64).eval();
  }

  private static Tensor apply(Layer layer, Tensor x, boolean training, long key) {
    Network network = new Network(layer);
    Weights weights = network.init(x.spec(), 1);
    return network.apply(weights, x, training, Randoms.key(key)).output();
  }

  @Test
  void denseIsMatrixProductPlusBias() {
    Network network = new Network(dense(3, Activations.tanh()));
    Tensor x = random(Shape.of(4, 2));
    Weights weights = network.init(x.spec(), 1);
    weights =
        new Weights(
            weights.parameters().map((name, t) -> name.equals("bias") ? random(t.shape()) : t),
            weights.states());
    double[] actual = network.apply(weights, x, false, Randoms.key(0)).output().toDoubleArray();
    Tensor w = weights.parameters().get("weight");
    Tensor b = weights.parameters().get("bias");
    for (int n = 0; n < 4; n++) {
      for (int u = 0; u < 3; u++) {
        double sum = b.item(u);
        for (int i = 0; i < 2; i++) {
          sum += x.item(n, i) * w.item(i, u);
        }
        assertEquals(Math.tanh(sum), actual[3 * n + u], 1e-14);
      }
    }
  }

  @Test
  void denseTakesMoreAxesAsRows() {
    Tensor x = random(Shape.of(2, 3, 4));
    Tensor cube = apply(dense(5), x, false, 0);
    assertEquals(Shape.of(2, 3, 5), cube.shape());
    assertArrayEquals(
        apply(dense(5), x.reshape(6, 4), false, 0).toDoubleArray(), cube.toDoubleArray());
  }

  @Test
  void denseWithoutBiasHasNone() {
    Layer layer = new Dense(3, Activations.identity(), new org.thalweg.nn.init.Ones(), false);
    Weights weights = new Network(layer).init(new Spec(Shape.of(1, 2), DType.FLOAT32), 1);
    assertEquals(java.util.List.of("weight"), weights.parameters().names());
  }

  @Test
  void denseRefusesVectorsAndIntegers() {
    ThalwegException error =
        assertThrows(ThalwegException.class, () -> apply(dense(1), random(Shape.of(3)), false, 0));
    assertEquals(
        "layer dense, given float64[3]: dense takes floats of shape [examples, ..., inputs], was given float64[3]",
        error.getMessage());
    assertThrows(
        ThalwegException.class, () -> apply(dense(1), Tensor.of(1, 2).reshape(1, 2), false, 0));
    assertThrows(ThalwegException.class, () -> dense(0));
  }

  @Test
  void dropoutIsTheIdentityWhenUsed() {
    Tensor x = random(Shape.of(5, 5));
    assertSame(x, apply(dropout(0.5), x, false, 0));
    assertSame(x, apply(dropout(0), x, true, 0));
  }

  @Test
  void dropoutKeepsTheMeanWhenTrained() {
    Tensor x = Tensor.full(Shape.of(200, 500), DType.FLOAT64, 2);
    double[] y = apply(dropout(0.3), x, true, 4).toDoubleArray();
    long dropped = Arrays.stream(y).filter(v -> v == 0).count();
    assertEquals(0.3, (double) dropped / y.length, 0.006);
    assertTrue(Arrays.stream(y).allMatch(v -> v == 0 || Math.abs(v - 2 / 0.7) < 1e-12));
  }

  @Test
  void dropoutsOfOneNetworkDifferAndDependOnTheKey() {
    Tensor x = Tensor.full(Shape.of(10, 10), DType.FLOAT64, 1);
    double[] once = apply(dropout(0.5), x, true, 4).toDoubleArray();
    assertArrayEquals(once, apply(dropout(0.5), x, true, 4).toDoubleArray());
    assertTrue(!Arrays.equals(once, apply(dropout(0.5), x, true, 5).toDoubleArray()));
    double[] twice = apply(sequential(dropout(0.5), dropout(0.5)), x, true, 4).toDoubleArray();
    assertEquals(0.25, Arrays.stream(twice).filter(v -> v != 0).count() / 100.0, 0.15);
  }

  @Test
  void dropoutRefusesToDropAll() {
    assertThrows(ThalwegException.class, () -> dropout(1));
    assertThrows(ThalwegException.class, () -> dropout(-0.1));
  }

  @Test
  void flattenKeepsTheFirstAxis() {
    assertEquals(Shape.of(2, 12), apply(flatten(), random(Shape.of(2, 3, 4)), false, 0).shape());
  }

  @Test
  void sequentialIsComposition() {
    Layer twice = (x, _) -> x.mul(2);
    Layer plus = (x, _) -> x.add(1);
    assertArrayEquals(
        new double[] {7},
        apply(sequential(twice, plus), Tensor.of(new double[] {3}).reshape(1, 1), false, 0)
            .toDoubleArray());
  }

  @Test
  void namesAreThoseOfConfigurationOrClass() {
    assertEquals("dense", Layers.name(dense(1)));
    assertEquals("layer", Layers.name((x, _) -> x));
    assertEquals("Twice", Layers.name(new Twice()));
  }

  private record Twice() implements Layer {
    @Override
    public Tensor apply(Tensor x, org.thalweg.api.nn.Scope scope) {
      return x.mul(2);
    }
  }

  @Test
  void statesAreReadBeforeAndSetAfterAStep() {
    Layer counter =
        (x, scope) -> {
          Tensor before = scope.state("count", Shape.scalar(), new org.thalweg.nn.init.Zeros());
          scope.setState("count", before.add(1));
          return x.add(before);
        };
    Network network = new Network(sequential(counter, counter));
    Tensor x = Tensor.of(new double[] {0}).reshape(1, 1);
    Weights weights = network.init(x.spec(), 1);
    assertEquals(java.util.List.of("0.layer/count", "1.layer/count"), weights.states().names());
    Forward first = network.apply(weights, x, true, Randoms.key(0));
    assertEquals(0, first.output().item());
    Forward second =
        network.apply(new Weights(weights.parameters(), first.states()), x, true, Randoms.key(0));
    assertEquals(2, second.output().item());
    assertEquals(2, second.states().get("1.layer/count").item());
  }
}
