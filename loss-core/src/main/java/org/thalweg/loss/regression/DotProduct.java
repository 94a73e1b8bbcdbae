package org.thalweg.loss.regression;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative inner product of prediction and target.
 *
 * <p>Both are any numbers of one shape, [N, C] say; vectors are along the last axis, so values are
 * [N]. It is linear, so it has no least value: the length of predictions must be bounded elsewhere.
 */
@Named("dot-product")
@Doc("The negative product of two vectors.")
@LossCard(
    family = Family.REGRESSION,
    formula = "- sum_c p_c t_c",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.SYMMETRIC},
    use = "A building block, for predictions whose length is bounded, and for linear rewards.",
    tasks = Task.EMBEDDING)
public record DotProduct() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.mul(target).sum(-1).neg();
  }
}
