package org.thalweg.loss.imaging;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Images;

/**
 * The diffusion regulariser of a field of displacements: the mean over the spatial axes of mean
 * squared differences of neighbours.
 *
 * <p>The prediction is [N, D, d1, ...], there is no target, values are [N]. Balakrishnan et al.,
 * "VoxelMorph", 2019.
 */
@Named("diffusion-regularizer")
@Doc("How much a field of displacements changes from place to place.")
@LossCard(
    family = Family.IMAGING,
    formula = "mean_i(mean((d_i p)^2))",
    shape = "N D ...; -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Beside a loss of likeness in registration; constant displacements cost nothing.",
    tasks = Task.IMAGE,
    paper = "Balakrishnan et al. 2019, arXiv:1809.05231")
public record DiffusionRegularizer() implements Loss<Tensor, None> {
  @Override
  public Tensor loss(Tensor prediction, None target) {
    Tensor sum = prediction.mul(0).flatten(1).sum(1); // NaN stays NaN
    for (int axis = 2; axis < prediction.rank(); axis++) {
      sum = sum.add(Images.mean(Images.differences(prediction, axis).square(), 1));
    }
    return sum.mul(1.0 / Math.max(1, prediction.rank() - 2));
  }
}
