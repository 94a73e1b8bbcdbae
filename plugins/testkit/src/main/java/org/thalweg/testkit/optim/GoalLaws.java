package org.thalweg.testkit.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** What an optimizer is for, and what it refuses. */
final class GoalLaws {
  private GoalLaws() {}

  static List<Law> all() {
    return List.of(
        new Law(
            "makes a quadratic small",
            true,
            subject -> reaches(subject, quadraticStart(), GoalLaws::quadratic, "quadratic")),
        new Law(
            "makes Rosenbrock's function small",
            true,
            subject -> reaches(subject, rosenbrockStart(), GoalLaws::rosenbrock, "rosenbrock")),
        new Law("refuses numbers that are none", true, GoalLaws::refuses));
  }

  private static Parameters quadraticStart() {
    LinkedHashMap<String, Tensor> start = new LinkedHashMap<>();
    start.put("matrix", Tensor.of(Shape.of(2, 3), DType.FLOAT64, 1, -1, 1.5, 0.5, 1, -0.5));
    start.put("vector", Tensor.of(1.0, -1, 2));
    return new Parameters(start);
  }

  /** Half the squares of elements times curvatures from 1 to 30, with a minimum apart from 0. */
  private static Tensor quadratic(Parameters p) {
    Tensor matrix = p.get("matrix").reshape(6).sub(0.3);
    Tensor vector = p.get("vector").add(0.2);
    Tensor all = Tensors.concat(0, matrix, vector);
    Tensor curvature = Tensors.arange(9, all.dtype()).mul(Math.log(30) / 8).exp();
    return curvature.mul(all.square()).sum().mul(0.5);
  }

  private static Parameters rosenbrockStart() {
    return Parameters.of("x", Tensor.of(-1.2, 1));
  }

  private static Tensor rosenbrock(Parameters p) {
    Tensor x = p.get("x").select(0, 0);
    Tensor y = p.get("x").select(0, 1);
    return y.sub(x.square()).square().mul(100).add(x.rsub(1).square());
  }

  private static void reaches(
      Subject subject, Parameters start, Function<Parameters, Tensor> function, String name) {
    Budget budget = subject.contract().budget(subject.optimizer(), name);
    double goal = budget.share() * function.apply(start).item();
    List<String> reached = new ArrayList<>();
    for (double rate : budget.rates()) {
      Optional<Optimizer> other = subject.withRate(rate);
      double value = value(other.orElse(subject.optimizer()), start, function, budget.steps());
      if (value <= goal) {
        return;
      }
      reached.add(
          other.isPresent() ? "%.3g at rate %s".formatted(value, rate) : "%.3g".formatted(value));
      if (other.isEmpty()) {
        break;
      }
    }
    throw new AssertionError(
        "%s should be at most %.3g after %d steps, is %s"
            .formatted(name, goal, budget.steps(), String.join(", ", reached)));
  }

  private static double value(
      Optimizer optimizer, Parameters start, Function<Parameters, Tensor> function, int steps) {
    try {
      return Walk.of(optimizer).descend(start, function, steps);
    } catch (ThalwegException e) {
      throw new AssertionError("a step fails: " + e.getMessage(), e);
    }
  }

  private static void refuses(Subject subject) {
    subject
        .components((name, value) -> {
          if (value instanceof Double) {
            refuses(subject, name, Double.NaN);
          } else if (value instanceof Schedule) {
            refuses(subject, name, Schedule.constant(Double.NaN));
            refuses(subject, name, Schedule.constant(-1));
          }
          return name;
        })
        .forEach(_ -> {});
  }

  private static void refuses(Subject subject, String key, Object value) {
    String shown = value instanceof Schedule.Constant(double number) ? number + "" : value + "";
    try {
      var _ = subject.made(key, value);
    } catch (ThalwegException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.contains(key) || !message.contains(shown)) {
        throw new AssertionError(
            "%s = %s is refused without naming both: %s".formatted(key, shown, message), e);
      }
      return;
    }
    throw new AssertionError("it takes %s = %s".formatted(key, shown));
  }
}
