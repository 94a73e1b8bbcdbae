package org.thalweg.nn.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.Components;
import org.thalweg.nn.Golden;

/** Values and derivatives equal PyTorch's. */
class ActivationGoldenTest {
  private static final List<Map<String, String>> ROWS =
      Golden.rows(ActivationGoldenTest.class, "activations.csv");

  static Stream<String> names() {
    return ROWS.stream().map(row -> row.get("name")).distinct();
  }

  @Test
  void tableHasEveryActivationButSoftmax() {
    assertEquals(
        Components.registry().all(Kind.ACTIVATION).size() - 2,
        names().map(name -> name.split(" ", 2)[0]).distinct().count());
  }

  @ParameterizedTest
  @MethodSource("names")
  void equalsPyTorch(String name) {
    Activation activation = Components.of(Kind.ACTIVATION, name);
    List<Map<String, String>> rows =
        ROWS.stream().filter(row -> name.equals(row.get("name"))).toList();
    double[] x = Golden.column(rows, "x");
    double[] values = Golden.column(rows, "value");
    double[] derivatives = Golden.column(rows, "derivative");
    check(activation, Tensor.of(x), x, values, derivatives, 1e-12, 1e-15);
    // Inputs are exact to half an ulp, which a derivative of at most 1.1 does not make more of.
    float[] single = Tensor.of(x).toFloatArray();
    check(activation, Tensor.of(single), x, values, derivatives, 2e-6, 2e-7);
  }

  private static void check(
      Activation activation,
      Tensor input,
      double[] x,
      double[] values,
      double[] derivatives,
      double relative,
      double absolute) {
    ValueAndGrad<Tensor> result =
        Grad.valueAndGrad((Tensor t) -> activation.apply(t).sum()).apply(input);
    double[] actual = activation.apply(input).toDoubleArray();
    double[] gradient = result.gradient().toDoubleArray();
    for (int i = 0; i < x.length; i++) {
      assertEquals(
          values[i], actual[i], relative * Math.abs(values[i]) + absolute, "value at " + x[i]);
      assertEquals(
          derivatives[i],
          gradient[i],
          relative * Math.abs(derivatives[i]) + absolute,
          "derivative at " + x[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("softmaxes")
  void softmaxEqualsPyTorch(String name, int axis) {
    Activation activation = axis == 0 ? along(name, 0) : along(name, -1);
    List<Map<String, String>> rows =
        Golden.rows(ActivationGoldenTest.class, "softmax.csv").stream()
            .filter(row -> name.equals(row.get("name")) && Golden.number(row, "axis") == axis)
            .toList();
    Shape shape = Shape.of(3, 3);
    Tensor x = Tensor.of(shape, DType.FLOAT64, 0.5, -1, 2, 1000, 0, -1000, 3, 3, 3);
    Tensor weights = Tensor.of(new double[] {1, 2, -3});
    double[] actual = activation.apply(x).toDoubleArray();
    double[] gradient =
        Grad.grad((Tensor t) -> activation.apply(t).mul(weights).sum()).apply(x).toDoubleArray();
    for (int i = 0; i < rows.size(); i++) {
      double value = Golden.number(rows.get(i), "value");
      assertEquals(value, actual[i], 1e-13 * Math.max(1, Math.abs(value)));
      assertEquals(Golden.number(rows.get(i), "derivative"), gradient[i], 1e-13);
    }
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> softmaxes() {
    return Stream.of("softmax", "log-softmax")
        .flatMap(name ->
            Stream.of(0, 1)
                .map(axis -> org.junit.jupiter.params.provider.Arguments.of(name, axis)));
  }

  private static Activation along(String name, int axis) {
    return Components.registry().create(Kind.ACTIVATION, name, Map.of("axis", axis));
  }

  @Test
  void refusesNegativeSlopesAndAlphas() {
    assertThrows(ThalwegException.class, () -> new LeakyRelu(-1));
    assertThrows(ThalwegException.class, () -> new Elu(0));
  }
}
