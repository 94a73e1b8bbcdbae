package org.thalweg.nn.train;

import java.util.List;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.tensor.Tensor;

/**
 * What a training step yields besides the next state.
 *
 * @param loss the mean loss of the batch, before the update
 * @param losses sums of losses and weights in this epoch so far, for each term of the loss
 */
record StepOutput(Tensor loss, List<LossSum> losses) {
  /** Number of the leaf that is the loss. */
  static final int LOSS = 0;

  /** Returns the number of the leaf that is a term's sum of losses. */
  static int numerator(int term) {
    return 1 + 2 * term;
  }

  /** Returns the number of the leaf that is a term's sum of weights. */
  static int denominator(int term) {
    return 2 + 2 * term;
  }
}
