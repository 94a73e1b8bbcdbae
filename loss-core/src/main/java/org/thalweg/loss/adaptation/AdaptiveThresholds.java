package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/**
 * Thresholds of pseudo-labels that follow the model's confidence: a running mean of the largest
 * probability, lowered for classes that the model predicts less.
 *
 * <p>Source: Wang et al., "FreeMatch: self-adaptive thresholding for semi-supervised learning",
 * 2023.
 *
 * @param momentum how much of the running means is kept in a step, from 0 to 1
 */
public record AdaptiveThresholds(double momentum) {
  /** Requires a momentum from 0 to 1. */
  public AdaptiveThresholds {
    require(0 <= momentum && momentum <= 1, "momentum must lie between 0 and 1, was %s", momentum);
  }

  /**
   * What the thresholds follow.
   *
   * @param confidence the running mean of the largest probability, a scalar
   * @param classes the running mean of the probabilities of each class, shape [C]
   */
  public record State(Tensor confidence, Tensor classes) {}

  /** Returns the state before the first step: all classes alike. */
  public State init(long classes, DType dtype) {
    return new State(
        Tensor.scalar(1.0 / classes, dtype), Tensor.full(Shape.of(classes), dtype, 1.0 / classes));
  }

  /**
   * Returns the state after a batch.
   *
   * @param teacher the logits of unlabelled examples, shape [N, C], not empty
   */
  public State next(State state, Tensor teacher) {
    Tensor shares = teacher.stopGradient().softmax(1);
    return new State(
        state.confidence().mul(momentum).add(shares.max(1).mean().mul(1 - momentum)),
        state.classes().mul(momentum).add(shares.mean(0).mul(1 - momentum)));
  }

  /** Returns the threshold of each class, shape [C]. */
  public Tensor thresholds(State state) {
    return state.classes().div(state.classes().max()).mul(state.confidence());
  }
}
