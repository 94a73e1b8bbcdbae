package org.thalweg.loss.composite;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Weights of tasks that are learned so that each has a gradient of a size that befits how far it
 * has come: weights take steps down {@code sum_k |w_k n_k - mean(w n) r_k^alpha|}, where n is the
 * norm of a task's gradient and r its loss over its first loss, relative to the mean of those.
 *
 * <p>Source: Chen et al., "GradNorm: gradient normalization for adaptive loss balancing in deep
 * multitask networks", 2018.
 *
 * @param alpha how strongly slow tasks are favoured, 0 or more
 * @param stepSize the size of a step of the weights, above 0
 */
public record GradNorm(double alpha, double stepSize) {
  /** Checks the numbers. */
  public GradNorm {
    requireNonNegative(alpha, "alpha");
    requirePositive(stepSize, "stepSize");
  }

  /** Makes the weighting with the settings of the paper. */
  public GradNorm() {
    this(1.5, 0.025);
  }

  /**
   * What training has come to.
   *
   * @param weights the weights of the tasks, which sum to their number, shape [K]
   * @param first the losses of the first step, above 0
   */
  public record State(Tensor weights, Tensor first) {}

  /** Returns the state of equal weights, given the losses of the first step, shape [K]. */
  public State init(Tensor losses) {
    return new State(Tensors.onesLike(losses), losses.stopGradient());
  }

  /**
   * Returns the state after a step.
   *
   * @param losses the loss of each task, shape [K]
   * @param norms the norm of each task's gradient by shared parameters, {@link
   *     TaskGradients#norms}, before weights
   */
  public State next(State state, Tensor losses, Tensor norms) {
    Tensor progress = losses.div(state.first());
    Tensor rate = progress.div(progress.mean()).pow(alpha);
    Tensor size = state.weights().mul(norms);
    Tensor slope = size.sub(rate.mul(size.mean())).sign().mul(norms);
    Tensor moved = state.weights().sub(slope.mul(stepSize)).maximum(0);
    Tensor total = moved.sum();
    Tensor scaled = moved.mul(where(total.gt(0), total, 1).rdiv((double) moved.dim(0)));
    return new State(scaled.stopGradient(), state.first());
  }
}
