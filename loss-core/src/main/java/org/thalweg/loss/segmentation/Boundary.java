package org.thalweg.loss.segmentation;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.DistanceTransform;
import org.thalweg.loss.support.Images;

/**
 * The boundary loss: the mean over channels and pixels of {@code q d}, where q are predicted shares
 * and d signed distances to the true boundary, negative inside.
 *
 * <p>Predictions are logits [N, C, d1, ...]; targets are distances of the same shape, which {@link
 * #distances} makes of masks; values are [N]. It may be below 0. Kervadec et al., "Boundary loss
 * for highly unbalanced segmentation", 2019, who take it beside a loss of regions.
 *
 * @param includeBackground whether the first of several channels counts
 * @param activation how logits become shares
 */
@Named("boundary")
@Doc("The distance of what is claimed from the true boundary.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "mean(q t)",
    shape = "N C ...; N C ... -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Beside dice, with a factor that grows, for small regions whose outline matters.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS},
    paper = "Kervadec et al. 2019, arXiv:1812.07032")
public record Boundary(
    @Default("true") @Doc("Whether the first of several channels counts.")
        boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements Loss<Tensor, Tensor> {
  /** Makes the loss of all channels, which exclude each other. */
  public Boundary() {
    this(true, ClassActivation.SOFTMAX);
  }

  /**
   * Returns the target for masks: Euclidean distances to the boundary in pixels, negative inside, 0
   * on the last pixels of the region; all 0 where a mask is empty or full.
   *
   * @param masks bools [N, C, d1, ...]
   * @param dtype the type of the distances
   */
  public static Tensor distances(Tensor masks, DType dtype) {
    return DistanceTransform.signed(masks, 2, dtype);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    boolean exclusive = activation == ClassActivation.SOFTMAX;
    Tensor shares = exclusive ? prediction.softmax(1) : prediction.sigmoid();
    long channels = shares.dim(1);
    long from = includeBackground || channels == 1 ? 0 : 1;
    return Images.mean(shares.mul(target).slice(1, from, channels), 1);
  }
}
