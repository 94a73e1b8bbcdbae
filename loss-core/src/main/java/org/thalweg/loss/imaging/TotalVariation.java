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
 * The total variation of an image: the sum of absolute differences of neighbours along each spatial
 * axis, over all channels.
 *
 * <p>The prediction is [N, C, d1, ...], there is no target, values are [N]. Where neighbours are
 * equal the gradient is 0. Rudin, Osher and Fatemi, "Nonlinear total variation based noise removal
 * algorithms", 1992, in its form that is a sum over axes.
 */
@Named("total-variation")
@Doc("How much neighbouring pixels differ, summed.")
@LossCard(
    family = Family.IMAGING,
    formula = "sum_i(|p_(i+1) - p_i|)",
    shape = "N C ...; -> N",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "Beside a loss of fit, with a small factor: it takes noise away and keeps edges.",
    tasks = Task.IMAGE,
    paper = "Rudin, Osher and Fatemi 1992, doi:10.1016/0167-2789(92)90242-F")
public record TotalVariation() implements Loss<Tensor, None> {
  @Override
  public Tensor loss(Tensor prediction, None target) {
    Tensor sum = prediction.mul(0).flatten(1).sum(1); // NaN stays NaN
    for (int axis = 2; axis < prediction.rank(); axis++) {
      sum = sum.add(Images.differences(prediction, axis).abs().flatten(1).sum(1));
    }
    return sum;
  }
}
