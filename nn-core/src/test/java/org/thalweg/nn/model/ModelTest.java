package org.thalweg.nn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.thalweg.nn.activation.Activations.relu;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.dropout;
import static org.thalweg.nn.layer.Layers.flatten;
import static org.thalweg.nn.layer.Layers.sequential;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.init.Ones;

class ModelTest {
  private static final Layer NETWORK =
      sequential(flatten(), dense(8, relu()), dropout(0.5), sequential(dense(4), dense(2)));

  private static Tensor batch(int examples) {
    return Randoms.normal(Randoms.key(examples), Shape.of(examples, 3, 2), DType.FLOAT32).eval();
  }

  @Test
  void parametersAreNamedByPath() {
    Model model = Model.of(NETWORK, Shape.of(1, 3, 2), 7);
    assertEquals(
        List.of(
            "1.dense/weight",
            "1.dense/bias",
            "3.sequential/0.dense/weight",
            "3.sequential/0.dense/bias",
            "3.sequential/1.dense/weight",
            "3.sequential/1.dense/bias"),
        model.weights().parameters().names());
    assertEquals(Shape.of(6, 8), model.weights().parameters().get("1.dense/weight").shape());
  }

  @Test
  void firstWeightsDependOnTheSeedAlone() {
    float[] weights = first(1, 5);
    assertArrayEquals(weights, first(9, 5));
    assertNotEquals(Arrays.hashCode(weights), Arrays.hashCode(first(1, 6)));
  }

  private static float[] first(int examples, long seed) {
    Model model = Model.of(NETWORK, Shape.of(examples, 3, 2), seed);
    return model.weights().parameters().get("1.dense/weight").toFloatArray();
  }

  @Test
  void parametersOfOneNetworkDiffer() {
    Model model = Model.of(sequential(dense(3), dense(3)), Shape.of(1, 3), 5);
    assertNotEquals(
        Arrays.hashCode(model.weights().parameters().get("0.dense/weight").toFloatArray()),
        Arrays.hashCode(model.weights().parameters().get("1.dense/weight").toFloatArray()));
  }

  @Test
  void predictsAnyNumberOfExamples() {
    Model model = Model.of(NETWORK, Shape.of(1, 3, 2), 7);
    Tensor all = batch(5);
    float[] together = model.predict(all).toFloatArray();
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(
          Arrays.copyOfRange(together, 2 * i, 2 * i + 2),
          model.predict(all.slice(0, i, i + 1)).toFloatArray(),
          1e-6f);
    }
  }

  @Test
  void predictionIsApplyWithoutTraining() {
    Model model = Model.of(NETWORK, Shape.of(1, 3, 2), 7);
    assertArrayEquals(
        model
            .network()
            .apply(model.weights(), batch(4), false, Randoms.key(3))
            .output()
            .toFloatArray(),
        model.predict(batch(4)).toFloatArray(),
        1e-6f);
  }

  @Test
  void otherWeightsGiveOtherPredictions() {
    Model model = Model.of(dense(1), Shape.of(1, 2), 7);
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    Weights doubled =
        new Weights(model.weights().parameters().map(t -> t.mul(2)), model.weights().states());
    assertEquals(2 * model.predict(x).item(), model.with(doubled).predict(x).item(), 1e-6);
  }

  @Test
  void refusesInputsOfAnotherShapeOrType() {
    Model model = Model.of(NETWORK, Shape.of(1, 3, 2), 7);
    ThalwegException error =
        assertThrows(
            ThalwegException.class, () -> model.predict(Tensor.zeros(Shape.of(4, 2, 3)).eval()));
    assertEquals(
        "the model takes float32[4, 3, 2], was given float32[4, 2, 3]", error.getMessage());
    assertThrows(ThalwegException.class, () -> model.predict(batch(4).to(DType.FLOAT64)));
  }

  @Test
  void errorsNameTheLayerAndItsInput() {
    Layer broken = sequential(dense(3), sequential(dense(2), (x, _) -> x.matmul(x)));
    ThalwegException error =
        assertThrows(ThalwegException.class, () -> Model.of(broken, Shape.of(5, 4), 1));
    String start = "layer 1.sequential/1.layer, given float32[5, 2]: ";
    assertEquals(start, Objects.requireNonNull(error.getMessage()).substring(0, start.length()));
  }

  @Test
  void refusesOneNameForTwoShapes() {
    Layer twice =
        (x, scope) ->
            x.add(scope.parameter("a", Shape.of(1), new Ones()))
                .add(scope.parameter("a", Shape.scalar(), new Ones()));
    assertThrows(ThalwegException.class, () -> Model.of(twice, Shape.of(1, 1), 1));
  }

  @Test
  void oneNameAskedForTwiceIsOneParameter() {
    Layer shared =
        (x, scope) ->
            x.mul(scope.parameter("a", Shape.scalar(), new Ones()))
                .mul(scope.parameter("a", Shape.scalar(), new Ones()));
    assertEquals(1, Model.of(shared, Shape.of(1, 1), 1).weights().parameters().size());
  }

  @Test
  void summaryIsATable() {
    assertEquals(
        """
        layer                 output    parameters
        0.flatten             [N, 6]             0
        1.dense               [N, 8]            56
        2.dropout             [N, 8]             0
        3.sequential          [N, 2]            46
        3.sequential/0.dense  [N, 4]            36
        3.sequential/1.dense  [N, 2]            10
        total                                  102\
        """,
        Model.of(NETWORK, Shape.of(1, 3, 2), 7).summary().toString());
    assertEquals(
        """
        layer  output      parameters
        dense  [N, 500]         1,000
        total                   1,000\
        """,
        Model.of(dense(500), Shape.of(1, 1), 7).summary().toString());
  }

  @Test
  void integerInputsHaveFloatParameters() {
    Layer layer = (x, scope) -> scope.parameter("a", Shape.of(2), new Ones()).take(x, 0);
    Model model = Model.of(layer, new Spec(Shape.of(1), DType.INT32), 1);
    assertEquals(DType.FLOAT32, model.weights().parameters().get("a").dtype());
    assertEquals(1, model.predict(Tensor.of(1)).item());
  }
}
