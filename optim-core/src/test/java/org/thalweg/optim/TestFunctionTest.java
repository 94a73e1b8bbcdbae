package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.function.TestFunction;
import tools.jackson.databind.JsonNode;

/** Functions to try methods on. */
class TestFunctionTest {
  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void isLeastAtItsMinima(TestFunction function) {
    double minimum = function.minimum();
    for (Tensor point : function.minima()) {
      assertEquals(function.start().shape(), point.shape());
      double scale = function == TestFunction.BROWN ? 1e12 : 1;
      assertEquals(
          minimum, function.value(point).item(), 1e-14 * Math.max(Math.abs(minimum), scale));
      double[] x = point.toDoubleArray();
      double[] slope = Grad.grad(function::value).apply(point).toDoubleArray();
      for (int i = 0; i < x.length; i++) {
        TestFunction.Range range = function.domain().get(i);
        assertTrue(range.low() <= x[i] && x[i] <= range.high(), function + " at " + x[i]);
        // at an edge of the domain the function may fall outwards
        if (x[i] == range.high()) {
          assertTrue(slope[i] < 0, function + " at its edge");
        } else {
          assertEquals(0, slope[i], 1e-12 * Math.max(1, Math.abs(minimum)), function.toString());
        }
      }
    }
    assertTrue(function.value(function.start()).item() > minimum + 0.1);
  }

  @ParameterizedTest
  @EnumSource
  void noPointOfItsDomainIsLower(TestFunction function) {
    int size = function.domain().size();
    int side = size == 2 ? 41 : 5;
    double[] x = new double[size];
    for (int cell = 0; cell < Math.pow(side, size); cell++) {
      int rest = cell;
      for (int i = 0; i < size; i++) {
        TestFunction.Range range = function.domain().get(i);
        x[i] = range.low() + (range.high() - range.low()) * (rest % side) / (side - 1);
        rest /= side;
      }
      double value = function.value(Tensor.of(x)).item();
      assertTrue(value >= function.minimum() - 1e-9, () -> function + " is " + value);
    }
  }

  @Test
  void valuesAreThoseOfNumpy() {
    List<JsonNode> functions =
        Golden.read("minimizers.json").get("functions").valueStream().toList();
    assertEquals(
        List.of(TestFunction.values()),
        functions.stream()
            .map(json -> TestFunction.named(json.get("function").asString()))
            .toList());
    for (JsonNode json : functions) {
      TestFunction function = TestFunction.named(json.get("function").asString());
      double[] values = Golden.numbers(json.get("values"));
      for (int i = 0; i < values.length; i++) {
        Tensor point = Tensor.of(Golden.numbers(json.get("points").get(i)));
        double tolerance = 1e-13 * Math.max(1, Math.abs(values[i]));
        assertEquals(values[i], function.value(point).item(), tolerance, function.toString());
      }
    }
  }

  @Test
  void someTakeAnyNumberOfElements() {
    Tensor five = Tensor.of(1.0, 2, 3, 4, 5);
    assertEquals(
        100 * (1 + 1 + 25 + 121) + 1 + 4 + 9, TestFunction.ROSENBROCK.value(five).item(), 1e-9);
    double[] low = {-2.903534027771177, -2.903534027771177, -2.903534027771177};
    assertEquals(
        3 * -39.16616570377142, TestFunction.STYBLINSKI_TANG.value(Tensor.of(low)).item(), 1e-12);
    assertArrayEquals(
        new double[] {0, 0, 0},
        Grad.grad(TestFunction.ACKLEY::value).apply(Tensor.of(0.0, 0, 0)).toDoubleArray());
  }

  @Test
  void haveNames() {
    for (TestFunction function : TestFunction.values()) {
      assertEquals(function, TestFunction.named(function.toString()));
    }
    assertEquals("goldstein-price", TestFunction.GOLDSTEIN_PRICE.toString());
    refused(
        "unknown function 'rosenbrok'; did you mean 'rosenbrock'?",
        () -> TestFunction.named("rosenbrok"));
    refused(
        "the function is one of two numbers, was given float64[3]",
        () -> TestFunction.BOOTH.value(Tensor.of(1.0, 2, 3)));
    refused(
        "the function is one of four numbers, was given float64[3]",
        () -> TestFunction.WOOD.value(Tensor.of(1.0, 2, 3)));
  }
}
