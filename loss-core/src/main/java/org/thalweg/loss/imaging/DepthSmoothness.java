package org.thalweg.loss.imaging;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Images;

/**
 * The smoothness of a map of depths, or of their inverses, except at edges of the image: the sum
 * over both axes of {@code mean(|d p| exp(-mean_c |d t|))}.
 *
 * <p>The prediction is depths [N, 1, H, W], the target the image [N, C, H, W], values are [N].
 * Where neighbours are equal the gradient is 0. Godard et al., "Unsupervised monocular depth
 * estimation with left-right consistency", 2017.
 */
@Named("depth-smoothness")
@Doc("How much depth changes where the image does not.")
@LossCard(
    family = Family.IMAGING,
    formula = "sum_i(mean(|d_i p| exp(-mean_c(|d_i t_c|))))",
    shape = "N 1 H W; N C H W -> N",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "Beside a photometric loss, with a small factor, where depth is learnt without labels.",
    tasks = Task.IMAGE,
    paper = "Godard et al. 2017, arXiv:1609.03677")
public record DepthSmoothness() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return along(prediction, target, 2).add(along(prediction, target, 3));
  }

  private static Tensor along(Tensor depth, Tensor image, int axis) {
    Tensor edge = Images.differences(image, axis).abs().meanKeep(1);
    return Images.mean(Images.differences(depth, axis).abs().mul(edge.neg().exp()), 1);
  }
}
