package org.thalweg.api.optim;

/**
 * A step of an optimizer: gradients in, updates out. Both functions are pure and see all
 * parameters.
 *
 * <p>The state is a tree of tensors (a record, usually), so saving, averaging and sharding it need
 * no code here.
 *
 * @param <S> the type of the state
 */
public interface GradientTransform<S> {
  /** Returns the state before the first step. */
  S init(Parameters parameters);

  /**
   * Transforms gradients.
   *
   * @param gradients gradients, or what the transform before made of them
   * @param state the state that the step before left
   * @param context parameters, step, loss
   */
  Updates<S> update(Parameters gradients, S state, Context context);

  /**
   * Returns the weights to evaluate with, where they are not those that are trained (averages).
   *
   * @param state the state
   * @param parameters the parameters that are trained
   */
  default Parameters evaluationWeights(S state, Parameters parameters) {
    return parameters;
  }
}
