package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.graph.Control;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Primitives that nothing flows back through. */
class ConstantTest {
  @TestFactory
  Stream<DynamicTest> derivativesAreZero() {
    return ConstantPrimitives.cases().stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(Case each) {
    List<Tensor> gradients =
        Grad.<List<Tensor>>grad(x -> each.function().apply(x).sum()).apply(each.point());
    for (int i = 0; i < gradients.size(); i++) {
      Tensor point = each.point().get(i);
      assertEquals(point.spec(), gradients.get(i).spec());
      assertTrue(gradients.get(i).eq(0).all().item() == 1, gradients.get(i).eval().toString());
    }
    Tensor along =
        Grad.jvp(
            each.function(), each.point(), each.point().stream().map(Tensors::onesLike).toList());
    assertTrue(along.eq(0).all().item() == 1, along.eval().toString());
  }

  @Test
  void nothingFlowsThroughIntegers() {
    Tensor x = Tensor.of(1.5, -2.5, 3.5);
    Tensor gradient =
        Grad.<Tensor>grad(p -> p.to(DType.INT32).mul(3).to(DType.FLOAT64).sum()).apply(x);
    assertArrayEquals(new double[3], gradient.toDoubleArray());
  }

  @Test
  void integersHaveAGradientOfZero() {
    Tensor index = Tensor.of(1, 0);
    Tensor x = Tensor.of(2.0, 3.0);
    List<Tensor> gradients =
        Grad.<List<Tensor>>grad(p -> p.getFirst().take(p.getLast(), 0).square().sum())
            .apply(List.of(x, index));
    assertEquals(DType.INT32, gradients.getLast().dtype());
    assertArrayEquals(new double[2], gradients.getLast().toDoubleArray());
    assertArrayEquals(new double[] {4, 6}, gradients.getFirst().toDoubleArray());
  }

  @Test
  void aKernelWithoutAGradientSaysSo() {
    Control.Custom opaque = new Control.Custom(new ControlGradients.Opaque());
    Tensor x = Tensor.of(1.0, 2.0);
    ThalwegException error =
        assertThrows(
            ThalwegException.class,
            () -> Grad.<Tensor>grad(p -> Tensor.record(opaque, p).sum()).apply(x));
    assertEquals(
        "'opaque' has no gradient; its kernel must implement Differentiable", error.getMessage());
    Tensor other =
        Grad.<Tensor>grad(p -> Tensor.record(opaque, x).mul(p).sum()).apply(Tensor.of(5.0, 6.0));
    assertArrayEquals(new double[] {1, 2}, other.toDoubleArray());
  }

  @Test
  void onlyAScalarHasAGradient() {
    ThalwegException error =
        assertThrows(
            ThalwegException.class,
            () -> Grad.<Tensor>grad(p -> p.mul(2)).apply(Tensor.zeros(Shape.of(3))));
    assertEquals(
        "only a scalar has a gradient, the function gave float32[3]; reduce it with mean() or sum()",
        error.getMessage());
  }
}
