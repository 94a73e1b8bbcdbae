package org.thalweg.testkit.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

/**
 * Steps of an optimizer, compiled.
 *
 * @param transform what it does with gradients
 * @param <S> the type of its state
 */
record Walk<S>(GradientTransform<S> transform) {
  /** All that goes from step to step. */
  public record State(Parameters parameters, Object memory, Tensor steps) {}

  /** Steps that are compiled, by given gradients. */
  static final class Run {
    private final CompiledStep<State, Parameters, List<Tensor>> step;

    private Run(CompiledStep<State, Parameters, List<Tensor>> step) {
      this.step = step;
    }

    Run by(List<Parameters> gradients) {
      gradients.forEach(step::run);
      return this;
    }

    State state() {
      return step.state();
    }

    /** Returns a run that takes up the numbers of another's state by their names. */
    Run takingUp(State other) {
      Map<String, Tensor> saved = new LinkedHashMap<>();
      List<String> names = Tree.names(other);
      for (int i = 0; i < names.size(); i++) {
        if (saved.put(names.get(i), Tree.leaves(other).get(i)) != null) {
          throw new AssertionError(
              "two tensors of the state have the path '%s'".formatted(names.get(i)));
        }
      }
      State fresh = step.state();
      List<Tensor> leaves = new ArrayList<>();
      for (String name : Tree.names(fresh)) {
        Tensor tensor = saved.get(name);
        if (tensor == null) {
          throw new AssertionError(
              "the state before the first step has '%s', later ones have %s"
                  .formatted(name, names));
        }
        leaves.add(tensor);
      }
      step.state(Tree.rebuild(fresh, leaves));
      return this;
    }
  }

  static Walk<?> of(Optimizer optimizer) {
    return new Walk<>(optimizer.transform());
  }

  private State start(Parameters parameters) {
    return new State(parameters, transform.init(parameters), Tensor.scalar(0, DType.INT64));
  }

  @SuppressWarnings("unchecked") // the memory is the one that the transform made
  private State step(
      State state, Parameters gradients, Tensor loss, Function<Parameters, Tensor> objective) {
    Context context = new Context(state.parameters, state.steps.add(1), loss, objective);
    Updates<S> updates = transform.update(gradients, (S) state.memory, context);
    return new State(state.parameters.add(updates.updates()), updates.state(), context.step());
  }

  /** Returns steps by given gradients; the loss is the linear function that has them. */
  Run from(Parameters start) {
    return new Run(
        CompiledStep.of(
            start(start),
            start,
            (state, gradients) -> {
              Function<Parameters, Tensor> linear = others -> linear(gradients, others);
              return new Stepped<>(
                  step(state, gradients, linear.apply(state.parameters), linear), List.of());
            }));
  }

  private static Tensor linear(Parameters gradients, Parameters parameters) {
    return Tensors.sum(
        gradients.names().stream()
            .map(name -> parameters.get(name).mul(gradients.get(name)).sum().to(DType.FLOAT64)));
  }

  /** Returns the last value of a function on the way down, or infinity if it is not finite. */
  double descend(Parameters start, Function<Parameters, Tensor> function, int steps) {
    CompiledStep<State, List<Tensor>, Tensor> step =
        CompiledStep.of(
            start(start),
            List.of(),
            (state, _) -> {
              ValueAndGrad<Parameters> here = Grad.valueAndGrad(function).apply(state.parameters);
              return new Stepped<>(
                  step(state, here.gradient(), here.value(), function), here.value());
            });
    for (int i = 0; i < steps; i++) {
      step.run(List.of());
    }
    double value = function.apply(weights(step.state())).item();
    return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
  }

  @SuppressWarnings("unchecked") // the memory is the one that the transform made
  private Parameters weights(State state) {
    return transform.evaluationWeights((S) state.memory, state.parameters);
  }

  /** Returns the parameters after steps by given gradients. */
  static Parameters after(Optimizer optimizer, Parameters start, List<Parameters> gradients) {
    try {
      return of(optimizer).from(start).by(gradients).state().parameters();
    } catch (ThalwegException e) {
      throw new AssertionError("a step fails: " + e.getMessage(), e);
    }
  }
}
