package org.thalweg.loss.adaptation;

import org.thalweg.api.tensor.Tensor;

/**
 * The layer that domain-adversarial training puts between features and a classifier of domains: it
 * passes values on and turns gradients around, so that the features learn to deceive the
 * classifier.
 *
 * <p>Source: Ganin and Lempitsky, "Unsupervised domain adaptation by backpropagation", 2015.
 */
public final class GradientReversal {
  private GradientReversal() {}

  /**
   * Returns a finite tensor whose gradient is multiplied by {@code -strength}.
   *
   * @param strength how much of the gradient comes through
   */
  public static Tensor reverse(Tensor tensor, double strength) {
    Tensor fixed = tensor.stopGradient();
    return fixed.sub(tensor.sub(fixed).mul(strength));
  }

  /**
   * Returns a finite tensor whose gradient is multiplied by {@code -strength}.
   *
   * @param strength how much of the gradient comes through, a scalar such as {@link #rampUp}
   */
  public static Tensor reverse(Tensor tensor, Tensor strength) {
    Tensor fixed = tensor.stopGradient();
    return fixed.sub(tensor.sub(fixed).mul(strength.stopGradient()));
  }

  /**
   * Returns the strength that the paper takes: from 0 at the start to nearly 1 at the end, {@code 2
   * / (1 + exp(-10 progress)) - 1}.
   *
   * @param progress how much of the training is done, from 0 to 1, a scalar
   */
  public static Tensor rampUp(Tensor progress) {
    return progress.mul(10).sigmoid().mul(2).sub(1);
  }
}
