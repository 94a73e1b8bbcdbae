package org.thalweg.loss.regression;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * One less the cosine of the angle between prediction and target.
 *
 * <p>Both are any numbers of one shape, [N, C] say; vectors are along the last axis, so values are
 * [N], from 0 to 2. A vector of length 0 has a cosine of 0 with all others, and a gradient of 0.
 * The value is half the squared distance of both as unit vectors, so that small angles keep their
 * digits, and nothing overflows.
 */
@Named("cosine-distance")
@Doc("One less the cosine of the angle between two vectors.")
@LossCard(
    family = Family.REGRESSION,
    formula = "1 - sum_c p_c t_c / (norm(p) norm(t))",
    traits = {Trait.ZERO_AT_TARGET, Trait.SYMMETRIC, Trait.SCALE_INVARIANT},
    use = "The direction of a vector matters and its length does not, as with embeddings.",
    tasks = {Task.EMBEDDING, Task.REGRESSION},
    strengths = Strength.OUTLIERS)
public record CosineDistance() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor none = isZero(prediction).or(isZero(target));
    return where(none, 1, unit(prediction).sub(unit(target)).square().sum(-1).mul(0.5));
  }

  /** Returns where a vector has no direction; the inverse of its length would overflow. */
  private static Tensor isZero(Tensor vectors) {
    double least = vectors.dtype() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return vectors.abs().max(-1).lt(least);
  }

  /** Returns vectors of length 1; those without a direction are of no use. */
  private static Tensor unit(Tensor vectors) {
    Tensor zero = isZero(vectors).unsqueeze(-1);
    Tensor top = where(zero, 1, vectors.abs().maxKeep(-1)).stopGradient();
    Tensor scaled = where(zero, 1, vectors).div(top);
    return scaled.div(scaled.square().sumKeep(-1).sqrt());
  }
}
