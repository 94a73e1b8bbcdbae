package org.thalweg.loss.distillation;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.embedding.Vectors;

/**
 * The squared distance of attention maps at length 1: {@code |A / |A| - B / |B||^2} with {@code A =
 * sum_c |p_c|^k} over the student's channels and B the same of the teacher's.
 *
 * <p>Predictions are features [N, C, d1, ...], targets [N, K, d1, ...], whose channels may be other
 * in number; values are [N]. Zagoruyko and Komodakis, "Paying more attention to attention", 2017.
 *
 * @param power the power k of activations, 1 or more
 */
@Named("attention-transfer")
@Doc("The squared distance of where student and teacher are active.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "|A / |A| - B / |B||^2",
    shape = "N C ...; N K ... -> N",
    use = "Convolutional networks of any width whose maps have one size.",
    tasks = Task.DISTILLATION,
    paper = "Zagoruyko and Komodakis 2017, arXiv:1612.03928")
public record AttentionTransfer(@Default("2.0") @Doc("The power of activations.") double power)
    implements Loss<Tensor, Tensor> {
  /** Requires a power of 1 or more. */
  public AttentionTransfer {
    require(power >= 1 && Double.isFinite(power), "power must be 1 or more, was %s", power);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return map(prediction).sub(map(target)).square().sum(1);
  }

  private Tensor map(Tensor features) {
    return Vectors.unit(features.abs().pow(power).sum(1).flatten(1));
  }
}
