package org.thalweg.loss.distillation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Half the squared distance of the student's features to the teacher's, {@code |p - t|^2 / 2}.
 *
 * <p>Prediction and target are vectors along the last axis, in one shape; values lack it. A student
 * of other width needs a layer that maps its features to the teacher's. Romero et al., "FitNets:
 * hints for thin deep nets", 2015.
 */
@Named("feature-distillation")
@Doc("Half the squared distance of a student's features to the teacher's.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "|p - t|^2 / 2",
    traits = {
      Trait.CONVEX,
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    elicits = Functional.MEAN,
    use = "A student whose layers are like the teacher's, taught before or beside its outputs.",
    tasks = Task.DISTILLATION,
    paper = "Romero et al. 2015, arXiv:1412.6550")
public record FeatureDistillation() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.sub(target).square().sum(-1).mul(0.5);
  }
}
