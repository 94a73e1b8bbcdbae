package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.thalweg.optim.Numbers.assertClose;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.function.TestFunction;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.GradientDescent;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.run.Descent;

/** Runs over gradients and down functions. */
class DescentTest {
  private static Tensor sphere(Parameters p) {
    return TestFunction.SPHERE.value(p.get("x"));
  }

  private static Parameters at(double... point) {
    return Parameters.of("x", Tensor.of(Shape.of(point.length), DType.FLOAT64, point));
  }

  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  @Test
  void aPathHasItsStartAndAValueForEachPoint() {
    Descent.Path path =
        Descent.by(new GradientDescent(0.25)).minimize(at(4, -2), DescentTest::sphere, 3);
    double[][] points = {{4, -2}, {2, -1}, {1, -0.5}, {0.5, -0.25}};
    assertEquals(List.of(20.0, 5.0, 1.25, 0.3125), path.values());
    for (int i = 0; i < points.length; i++) {
      assertClose(points[i], path.points().get(i).get("x").toDoubleArray(), 0, 0, "point " + i);
    }
  }

  @Test
  void noStepsAreAPathToo() {
    Descent.Path path =
        Descent.by(new GradientDescent(0.25)).minimize(at(4, -2), DescentTest::sphere, 0);
    assertEquals(List.of(20.0), path.values());
    assertEquals(List.of(), Descent.by(new Adam(0.1)).follow(at(4, -2), List.of()));
    refused(
        "steps must be 0 or more, was -1",
        () -> Descent.by(new GradientDescent(0.25)).minimize(at(4, -2), DescentTest::sphere, -1));
  }

  @Test
  void followingTheGradientsOfAFunctionIsMinimizingIt() {
    Optimizer optimizer = new Adam(0.1);
    Function<Parameters, Tensor> function = p -> TestFunction.ROSENBROCK.value(p.get("x"));
    List<Parameters> points = Descent.by(optimizer).minimize(at(-1.2, 1), function, 20).points();
    List<Parameters> gradients =
        points.subList(0, 20).stream()
            .map(point -> Grad.grad(function).apply(point).map(each -> each.eval()))
            .toList();
    List<Parameters> followed = Descent.by(optimizer).follow(points.getFirst(), gradients);
    for (int i = 0; i < 20; i++) {
      assertClose(points.get(i + 1), followed.get(i), 1e-12, 0, "step " + i);
    }
  }

  @Test
  void theContextKnowsTheLossAndTheFunction() {
    // Polyak's step for a least value of 0, f / |g|^2; a sphere has the same value at -x
    record Polyak() implements Stateless {
      @Override
      public Parameters update(Parameters g, Context context) {
        Tensor again = context.objective().apply(context.parameters().map(Tensor::neg));
        Tensor rate = context.loss().add(again).mul(0.5).div(g.globalNorm().square());
        return g.map(each -> each.mul(rate.neg()));
      }
    }

    Descent.Path path = new Descent<>(new Polyak()).minimize(at(4, -2), DescentTest::sphere, 2);
    assertClose(
        new double[] {1, -0.5}, path.points().get(2).get("x").toDoubleArray(), 1e-14, 0, "Polyak");
    refused(
        "the optimizer takes a function of the parameters, and was given gradients alone",
        () -> new Descent<>(new Polyak()).follow(at(1, 1), List.of(at(1, 1))));
  }

  @Test
  void gradientsAloneComeWithoutALoss() {
    record ByLoss() implements Stateless {
      @Override
      public Parameters update(Parameters g, Context context) {
        return g.map(each -> each.mul(context.loss()));
      }
    }

    refused(
        "the optimizer takes the loss, and was given gradients alone",
        () -> new Descent<>(new ByLoss()).follow(at(1, 1), List.of(at(1, 1))));
  }

  @Test
  void gradientsFitTheParameters() {
    Descent<?> descent = Descent.by(new Sgd(0.1, 0.9));
    refused(
        "step 2: the gradient of 'x' is float64[3], the parameter is float64[2]",
        () -> descent.follow(at(1, 1), List.of(at(1, 1), at(1, 1, 1))));
    refused(
        "step 1: the gradient of 'x' is float32[2], the parameter is float64[2]",
        () -> descent.follow(at(1, 1), List.of(Parameters.of("x", Tensor.of(1f, 1f)))));
    refused(
        "step 1: there are gradients of [y], parameters [x]",
        () -> descent.follow(at(1, 1), List.of(Parameters.of("y", Tensor.of(1.0, 1)))));
  }

  @Test
  void optimizersGetToTheMinimum() {
    record Try(TestFunction function, Optimizer optimizer, int steps) {}

    List<Try> tries =
        List.of(
            new Try(TestFunction.SPHERE, new GradientDescent(0.1), 200),
            new Try(TestFunction.QUADRATIC, new Sgd(0.01, 0.9), 500),
            new Try(TestFunction.BOOTH, new Adam(0.1), 1000),
            new Try(TestFunction.BEALE, new Adam(0.05), 3000),
            new Try(TestFunction.HIMMELBLAU, new Adam(0.05), 1000),
            new Try(TestFunction.ROSENBROCK, new Adam(0.05), 4000));
    for (Try attempt : tries) {
      Descent.Path path =
          Descent.by(attempt.optimizer)
              .minimize(
                  Parameters.of("x", attempt.function.start()),
                  p -> attempt.function.value(p.get("x")),
                  attempt.steps);
      assertEquals(0, path.values().getLast(), 1e-6, attempt.toString());
    }
  }
}
