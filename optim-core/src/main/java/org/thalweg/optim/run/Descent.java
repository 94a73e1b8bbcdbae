package org.thalweg.optim.run;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

/**
 * Steps of an optimizer.
 *
 * <p>{@link #step} is a pure function of a state, which is a tree of tensors: it can be traced,
 * compiled, saved and taken up again. {@link #follow} and {@link #minimize} compile it and run it,
 * with the state updated in place.
 *
 * @param transform what the optimizer does with gradients
 * @param <S> the type of its state
 */
public record Descent<S>(GradientTransform<S> transform) {

  /**
   * All that goes from step to step.
   *
   * @param parameters the parameters
   * @param memory what the optimizer keeps
   * @param steps the number of steps done, an int64 scalar
   */
  public record State<S>(Parameters parameters, S memory, Tensor steps) {}

  /**
   * Where a descent went.
   *
   * @param points the parameters at first and after each step
   * @param values the value of the function at each point
   */
  public record Path(List<Parameters> points, List<Double> values) {
    /** Copies the lists. */
    public Path {
      points = List.copyOf(points);
      values = List.copyOf(values);
    }
  }

  /** Returns the descent of an optimizer. */
  public static Descent<?> by(Optimizer optimizer) {
    return new Descent<>(optimizer.transform());
  }

  /** Returns the state before the first step. */
  public State<S> start(Parameters parameters) {
    return new State<>(parameters, transform.init(parameters), Tensor.scalar(0, DType.INT64));
  }

  /**
   * Returns the state after a step.
   *
   * @param state the state before it
   * @param gradients the gradient of the loss at the state's parameters
   * @param loss the loss there, a scalar
   * @param objective the loss as a function of the parameters
   */
  public State<S> step(
      State<S> state, Parameters gradients, Tensor loss, Function<Parameters, Tensor> objective) {
    Context context = new Context(state.parameters, state.steps.add(1), loss, objective);
    Updates<S> updates = transform.update(gradients, state.memory, context);
    return new State<>(state.parameters.add(updates.updates()), updates.state(), context.step());
  }

  /** Returns the state after a step down a function, and the function's value before it. */
  public Stepped<State<S>, Tensor> step(State<S> state, Function<Parameters, Tensor> function) {
    ValueAndGrad<Parameters> here = Grad.valueAndGrad(function).apply(state.parameters);
    return new Stepped<>(step(state, here.gradient(), here.value(), function), here.value());
  }

  /** Returns the state after a step by gradients alone; the loss is not known. */
  public State<S> step(State<S> state, Parameters gradients) {
    Tensor unknown = Tensor.scalar(0, DType.FLOAT64);
    Tensor loss =
        unknown.guard(
            unknown.ne(0), "the optimizer takes the loss, and was given gradients alone", unknown);
    return step(
        state,
        gradients,
        loss,
        _ -> {
          throw new ThalwegException(
              "the optimizer takes a function of the parameters, and was given gradients alone");
        });
  }

  /**
   * Returns the parameters after each step by given gradients.
   *
   * @param start the parameters at first
   * @param gradients the gradients of each step, of the names, shapes and types of the parameters
   * @throws ThalwegException if some gradients do not fit the parameters
   */
  public List<Parameters> follow(Parameters start, List<Parameters> gradients) {
    for (int i = 0; i < gradients.size(); i++) {
      check(start, gradients.get(i), i + 1);
    }
    List<Parameters> path = new ArrayList<>();
    CompiledStep<State<S>, Parameters, List<Tensor>> compiled =
        CompiledStep.of(
            start(start), start, (state, g) -> new Stepped<>(step(state, g), List.of()));
    for (Parameters given : gradients) {
      compiled.run(given);
      path.add(compiled.state().parameters);
    }
    return path;
  }

  private static void check(Parameters parameters, Parameters gradients, int step) {
    require(
        new HashSet<>(gradients.names()).equals(new HashSet<>(parameters.names())),
        "step %s: there are gradients of %s, parameters %s",
        step,
        gradients.names(),
        parameters.names());
    parameters
        .tensors()
        .forEach((name, parameter) ->
            require(
                gradients.get(name).spec().equals(parameter.spec()),
                "step %s: the gradient of '%s' is %s, the parameter is %s",
                step,
                name,
                gradients.get(name).spec(),
                parameter.spec()));
  }

  /**
   * Returns the way down a function.
   *
   * @param start the parameters at first
   * @param function a pure function whose value is a scalar
   * @param steps the number of steps
   */
  public Path minimize(Parameters start, Function<Parameters, Tensor> function, int steps) {
    require(steps >= 0, "steps must be 0 or more, was %s", steps);
    List<Parameters> points = new ArrayList<>(List.of(start));
    List<Double> values = new ArrayList<>();
    CompiledStep<State<S>, List<Tensor>, Tensor> compiled =
        CompiledStep.of(start(start), List.of(), (state, _) -> step(state, function));
    for (int i = 0; i < steps; i++) {
      compiled.run(List.of());
      values.add(compiled.output(0));
      points.add(compiled.state().parameters);
    }
    values.add(function.apply(points.getLast()).item());
    return new Path(points, values);
  }
}
