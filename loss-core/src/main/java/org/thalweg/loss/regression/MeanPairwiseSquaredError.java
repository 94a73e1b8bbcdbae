package org.thalweg.loss.regression;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The mean over pairs of a row of squared errors of their difference: twice the sample variance of
 * the errors.
 *
 * <p>Prediction and target are any numbers of one shape, [N, C] say; pairs are along the last axis,
 * so values are [N]. A shift of a whole row costs nothing, nor does a row of one element. No pairs
 * are formed, the cost is linear. Eigen et al., "Depth map prediction from a single image", 2014,
 * has it for logarithms of depths.
 */
@Named("mean-pairwise-squared-error")
@Doc("The squared error of differences within a row.")
@LossCard(
    family = Family.REGRESSION,
    formula = "mean_(i<j) ((p_i - p_j) - (t_i - t_j))^2",
    traits = {
      Trait.CONVEX,
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    use =
        "Differences within a row matter and its level does not, as with depth maps of unknown scale.",
    tasks = {Task.REGRESSION, Task.IMAGE},
    strengths = Strength.SMOOTHNESS,
    paper = "Eigen et al. 2014, arXiv:1406.2283")
public record MeanPairwiseSquaredError() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    return error.dim(-1) < 2 ? error.mul(0).sum(-1) : error.var(1, -1).mul(2);
  }
}
