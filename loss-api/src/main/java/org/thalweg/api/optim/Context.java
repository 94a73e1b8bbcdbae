package org.thalweg.api.optim;

import java.util.function.Function;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/**
 * What a transform may use besides gradients and its state.
 *
 * @param parameters the parameters before the step
 * @param step the number of this step, an int64 scalar: 1, 2, ...
 * @param loss the loss at these parameters, a scalar
 * @param objective the loss of any parameters on the same examples; calling it, or differentiating
 *     it with {@code Grad}, adds to the step's program
 * @param examples the examples of the step one by one
 */
public record Context(
    Parameters parameters,
    Tensor step,
    Tensor loss,
    Function<Parameters, Tensor> objective,
    Examples examples) {
  /** Makes the context of a step whose single examples are not known. */
  public Context(
      Parameters parameters, Tensor step, Tensor loss, Function<Parameters, Tensor> objective) {
    this(parameters, step, loss, objective, Examples.unknown());
  }

  /** Returns the same at a step of another number. */
  public Context at(Tensor step) {
    return new Context(parameters, step, loss, objective, examples);
  }

  /** Returns the number of this step as a float64 scalar: 1, 2, ... */
  public Tensor count() {
    return step.to(DType.FLOAT64);
  }

  /** Returns a schedule's value at this step, a float64 scalar. */
  public Tensor at(Schedule schedule) {
    return schedule.at(count().sub(1));
  }
}
