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
 * The bending energy of a field of displacements: the mean over components and places of squared
 * second differences, those of two axes counted twice.
 *
 * <p>The prediction is [N, D, d1, ...], there is no target, values are [N]. Second differences are
 * {@code u(i-1) - 2 u(i) + u(i+1)} along an axis, and of 2 x 2 neighbours for two axes; each kind
 * is averaged over the places where it exists. Rueckert et al., "Nonrigid registration using
 * free-form deformations", 1999.
 */
@Named("bending-energy")
@Doc("How much a field of displacements bends.")
@LossCard(
    family = Family.IMAGING,
    formula = "mean(sum_ij((d_i d_j p)^2))",
    shape = "N D ...; -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Beside a loss of likeness in registration; affine displacements cost nothing.",
    tasks = Task.IMAGE,
    paper = "Rueckert et al. 1999, doi:10.1109/42.796284")
public record BendingEnergy() implements Loss<Tensor, None> {
  @Override
  public Tensor loss(Tensor prediction, None target) {
    Tensor energy = prediction.mul(0).flatten(1).sum(1); // NaN stays NaN
    for (int i = 2; i < prediction.rank(); i++) {
      Tensor slope = Images.differences(prediction, i);
      for (int j = 2; j <= i; j++) {
        Tensor bend = Images.mean(Images.differences(slope, j).square(), 1);
        energy = energy.add(bend.mul(i == j ? 1 : 2));
      }
    }
    return energy;
  }
}
