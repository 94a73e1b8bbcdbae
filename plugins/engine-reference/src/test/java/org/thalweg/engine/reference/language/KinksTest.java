package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;

/** Derivatives where there is none, or where a naive rule gives NaN. */
class KinksTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static double[] slope(UnaryOperator<Tensor> function, double... at) {
    return numbers(Grad.<Tensor>grad(x -> function.apply(x).sum()).apply(Tensor.of(at)));
  }

  /** Returns the numbers, zeros without a sign. */
  private static double[] numbers(Tensor tensor) {
    return Arrays.stream(tensor.toDoubleArray()).map(x -> x + 0.0).toArray();
  }

  private static double[] bend(UnaryOperator<Tensor> function, double... at) {
    Function<Tensor, Tensor> slope = Grad.grad(x -> function.apply(x).sum());
    return numbers(Grad.<Tensor>grad(x -> slope.apply(x).sum()).apply(Tensor.of(at)));
  }

  private static double[] both(
      java.util.function.BinaryOperator<Tensor> function, double a, double b) {
    return Grad.<List<Tensor>>grad(x -> function.apply(x.getFirst(), x.getLast()).sum())
        .apply(List.of(Tensor.of(a), Tensor.of(b)))
        .stream()
        .mapToDouble(gradient -> gradient.item() + 0.0)
        .toArray();
  }

  @Test
  void flatAtTheKink() {
    assertArrayEquals(new double[] {-1, 0, 0, 1}, slope(Tensor::abs, -2, -0.0, 0, 3));
    assertArrayEquals(new double[] {0, 0, 1}, slope(Tensor::relu, -1, 0, 2));
    assertArrayEquals(new double[3], bend(Tensor::relu, -1, 0, 2));
    assertArrayEquals(new double[] {0, 1, 0}, slope(x -> x.clamp(-1, 1), -3, 0.5, 2));
    assertArrayEquals(new double[3], slope(x -> x.norm(), 0, 0, 0));
    assertArrayEquals(new double[] {0.6, 0.8}, slope(x -> x.norm(), 3, 4), 1e-15);
  }

  @Test
  void nanPassesThroughReluAndClamp() {
    double[] values = Tensor.of(NAN, -1.0).relu().toDoubleArray();
    assertArrayEquals(new double[] {NAN, 0}, values);
    assertArrayEquals(new double[] {NAN}, Tensor.of(NAN).clamp(0, 1).toDoubleArray());
  }

  @Test
  void tiesShareTheGradient() {
    assertArrayEquals(new double[] {0.5, 0.5}, both(Tensor::maximum, 2, 2));
    assertArrayEquals(new double[] {0.5, 0.5}, both(Tensor::minimum, 2, 2));
    assertArrayEquals(new double[] {0, 1}, both(Tensor::maximum, 1, 2));
    assertArrayEquals(new double[] {1, 0}, both(Tensor::minimum, 1, 2));
    assertArrayEquals(new double[] {0.5, 0, 0.5}, slope(x -> x.max(), 3, 1, 3));
    assertArrayEquals(new double[] {0, 1, 0}, slope(x -> x.min(), 3, 1, 3));
    double third = 1.0 / 3;
    assertArrayEquals(new double[] {third, third, third}, slope(x -> x.min(), 1, 1, 1));
    double[] rows = slope(x -> x.reshape(2, 3).max(1), 1, 1, 0, 2, 5, 4);
    assertArrayEquals(new double[] {0.5, 0.5, 0, 0, 1, 0}, rows);
  }

  @Test
  void rootsAndPowersAtZero() {
    assertArrayEquals(new double[] {INFINITY}, slope(Tensor::sqrt, 0));
    assertArrayEquals(new double[] {0, 0, 1}, slope(x -> x.pow(2).mul(0.5), -0.0, 0, 1));
    assertArrayEquals(new double[] {0}, slope(x -> x.pow(2.5), 0));
    assertArrayEquals(new double[] {INFINITY}, slope(x -> x.pow(0.3), 0));
    assertArrayEquals(new double[] {0, 0}, slope(x -> x.pow(0), 0, 3));
    // 0 to the power of b is 0 for all b above 0
    assertArrayEquals(new double[] {0, 0}, both(Tensor::pow, 0, 2.5));
    // the slope of 0 to the power of 0 in its base
    assertEquals(0, both(Tensor::pow, 0, 0)[0]);
    assertEquals(0, both(Tensor::pow, NAN, 0)[0]);
    // negative bases have no slope in the exponent
    assertArrayEquals(new double[] {12, 0}, both(Tensor::pow, -2, 3));
    assertArrayEquals(new double[] {12, -12}, bend(x -> x.pow(5).mul(0.6), 1, -1), 1e-12);
  }

  @Test
  void theMixedDerivativeOfAPowerAtExponentZero() {
    // d/da of d/db a^b at b = 0 is 1 / a, in whichever order
    Tensor base = Tensor.of(0.5, 2.0);
    Tensor zero = Tensor.of(0.0, 0.0);
    Function<List<Tensor>, List<Tensor>> slope =
        Grad.grad(x -> x.getFirst().pow(x.getLast()).sum());
    List<Tensor> ofBase =
        Grad.<List<Tensor>>grad(x -> slope.apply(x).getFirst().sum()).apply(List.of(base, zero));
    List<Tensor> ofExponent =
        Grad.<List<Tensor>>grad(x -> slope.apply(x).getLast().sum()).apply(List.of(base, zero));
    assertArrayEquals(new double[] {2, 0.5}, ofBase.getLast().toDoubleArray(), 1e-15);
    assertArrayEquals(new double[] {2, 0.5}, ofExponent.getFirst().toDoubleArray(), 1e-15);
  }

  @Test
  void smoothFunctionsHaveNoKinkAtZero() {
    assertArrayEquals(new double[] {1}, bend(Tensor::cosh, 0), 1e-15);
    assertArrayEquals(new double[] {0}, slope(Tensor::cosh, 0));
    assertArrayEquals(new double[] {1}, slope(Tensor::sinh, 0), 1e-15);
    assertArrayEquals(new double[] {0.25}, bend(Tensor::softplus, 0), 1e-15);
    double[] large = slope(Tensor::cosh, 700, -700);
    assertEquals(1, large[0] / Math.sinh(700), 1e-13);
    assertEquals(-1, large[1] / Math.sinh(700), 1e-13);
  }

  @Test
  void theBranchNotTakenDoesNotLeak() {
    Tensor condition = Tensor.of(true, false);
    List<Tensor> gradients =
        Grad.<List<Tensor>>grad(x -> where(condition, x.getFirst(), x.getLast()).square().sum())
            .apply(List.of(Tensor.of(3, NAN), Tensor.of(NAN, 4)));
    assertArrayEquals(new double[] {6, 0}, gradients.getFirst().toDoubleArray());
    assertArrayEquals(new double[] {0, 8}, gradients.getLast().toDoubleArray());
    // a function that is made safe before it is taken
    UnaryOperator<Tensor> safe = x -> where(x.gt(0), where(x.gt(0), x, 1).log(), x.mul(2));
    assertArrayEquals(new double[] {0.5, 2, 2}, slope(safe, 2, 0, -1));
    assertArrayEquals(new double[] {-0.25, 0, 0}, bend(safe, 2, 0, -1));
  }

  @Test
  void saturatedFunctionsStayFinite() {
    assertArrayEquals(new double[] {0, 1}, slope(Tensor::softplus, -800, 800));
    assertArrayEquals(new double[] {0, 0}, slope(Tensor::sigmoid, -800, 800));
    assertArrayEquals(new double[] {0, 0}, slope(Tensor::tanh, -800, 800));
    assertArrayEquals(new double[] {1, 0}, slope(Tensor::logSigmoid, -800, 800));
    assertArrayEquals(new double[] {1, 0}, slope(x -> x.logSumExp(0), 1e300, -1e300));
    assertArrayEquals(new double[] {0, 0}, slope(x -> x.softmax(0).square(), 1e300, -1e300));
  }

  @Test
  void largeValuesShareTheirSum() {
    assertArrayEquals(new double[] {0.5, 0.5}, slope(x -> x.logSumExp(0), 1000, 1000), 1e-15);
    assertEquals(-INFINITY, Tensor.of(-INFINITY, -INFINITY).logSumExp(0).item());
    assertEquals(INFINITY, Tensor.of(INFINITY, 0).logSumExp(0).item());
  }

  @Test
  void aLoopOfNoStepsIsItsStart() {
    Tensor none = Tensor.of(Shape.of(0, 2), DType.FLOAT64, new double[0]);
    List<Tensor> gradients =
        Grad.<List<Tensor>>grad(x ->
                Loops.scan(x.getFirst(), x.getLast(), (s, row) -> new Stepped<>(s.mul(row), s))
                    .state()
                    .square()
                    .sum())
            .apply(List.of(Tensor.of(2.0, 3.0), none));
    assertArrayEquals(new double[] {4, 6}, gradients.getFirst().toDoubleArray());
    assertEquals(Shape.of(0, 2), gradients.getLast().shape());
  }

  @Test
  void nothingIsSummedOverEmptyAxes() {
    Tensor empty = Tensor.of(Shape.of(0, 3), DType.FLOAT64, new double[0]);
    assertEquals(
        Shape.of(0, 3), Grad.<Tensor>grad(x -> x.sum(0).exp().sum()).apply(empty).eval().shape());
    assertArrayEquals(
        new double[3],
        Grad.<Tensor>grad(x -> x.broadcastTo(Shape.of(0, 3)).sum())
            .apply(Tensor.of(1.0, 2.0, 3.0))
            .toDoubleArray());
  }
}
