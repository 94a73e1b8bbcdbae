package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.regression.Mse;

/**
 * The loss of patches that the model did not see: the mean of a loss over the elements of each
 * hidden patch.
 *
 * <p>Predictions and target values are any numbers of shape [N, L, D], L patches of D elements;
 * {@code hidden}, bools of shape [N, L], says which patches were hidden. Values have shape [N, L];
 * only hidden patches count, so the mean divides by their number. With {@code normalize}, the
 * target of each patch is shifted and scaled to mean 0 and variance 1 ({@code (t - mean) /
 * sqrt(variance + 1e-6)}, variance over D - 1).
 *
 * <p>Source: He et al., "Masked autoencoders are scalable vision learners", 2022.
 *
 * @param loss the loss of each element
 * @param normalize whether the target of each patch is normalized
 */
@Named("masked-reconstruction")
@Doc("A loss of the hidden patches alone.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "mean_d loss(p_d, t_d) where hidden",
    shape = "N L D; N L D, N L -> N L",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "To learn representations by filling in hidden patches of images, sound or tables.",
    tasks = {Task.ADAPTATION, Task.IMAGE},
    strengths = {Strength.FEW_LABELS},
    paper = "He et al. 2022, arXiv:2111.06377")
public record MaskedReconstruction(
    @Default("mse") @Doc("The loss of each element.") Loss<Tensor, Tensor> loss,
    @Default("false") @Doc("Whether the target of each patch is normalized.") boolean normalize)
    implements Loss<Tensor, MaskedReconstruction.Patches> {
  private static final double LEAST_VARIANCE = 1e-6;

  /**
   * What patches are.
   *
   * @param values their elements
   * @param hidden whether the model did not see them
   */
  public record Patches(Tensor values, @In(Domain.FLAG) Tensor hidden) {}

  /** Makes the squared error of hidden patches. */
  public MaskedReconstruction() {
    this(new Mse(), false);
  }

  @Override
  public Tensor loss(Tensor prediction, Patches patches) {
    Tensor wanted = normalize ? normal(patches.values()) : patches.values();
    return Losses.values(loss, prediction, wanted, Weighting.none()).mean(2);
  }

  @Override
  public Tensor counts(Tensor prediction, Patches patches) {
    return patches.hidden().to(DType.BOOL);
  }

  private static Tensor normal(Tensor patch) {
    require(patch.dim(2) > 1, "a patch of 1 element has no variance");
    Tensor centred = patch.sub(patch.meanKeep(2));
    Tensor variance = patch.var(1, 2).unsqueeze(-1);
    return centred.div(variance.add(LEAST_VARIANCE).sqrt());
  }
}
