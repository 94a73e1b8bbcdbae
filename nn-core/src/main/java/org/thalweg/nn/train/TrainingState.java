package org.thalweg.nn.train;

import java.util.List;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;

/**
 * All that a training step changes.
 *
 * @param parameters what the optimizer changes
 * @param states what layers keep
 * @param optimizer the optimizer's state, a tree
 * @param step number of steps done, an int64 scalar
 * @param key the random key that steps derive theirs from
 * @param losses sums of losses and weights in this epoch for each term of the loss, float64 scalars
 */
record TrainingState(
    Parameters parameters,
    Parameters states,
    Object optimizer,
    Tensor step,
    Tensor key,
    List<LossSum> losses) {}
