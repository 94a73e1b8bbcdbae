package org.thalweg.loss.composite;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The weighted sum of the losses of tasks, {@code sum_k w_k L_k}, with weights that are given:
 * fixed, or those of {@link DynamicWeightAverage}, {@link GradNorm}, {@link RandomWeights} or of
 * gradients ({@link TaskGradients}).
 *
 * <p>Losses are any numbers of shape [..., K]; targets are the weights, any numbers of shape [K],
 * which have no gradient; values have shape [...].
 */
@Named("weighted-tasks")
@Doc("A weighted sum of the losses of tasks.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "sum_k w_k L_k",
    shape = "... K; K -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "For weights of tasks that change while a model is trained.",
    tasks = {Task.COMPOSITE})
public record WeightedTasks() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor losses, Tensor weights) {
    return losses.mul(weights.stopGradient()).sum(-1);
  }
}
