package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss of attacked inputs, or a mean of that and the loss of the inputs as they are: {@code
 * cleanShare loss(f(x), t) + (1 - cleanShare) loss(f(x'), t)}, where x' is what an {@link Attack}
 * on the loss makes of x.
 *
 * <p>Values have the shape of those of the wrapped loss. No gradient runs through the attack.
 *
 * <p>Source: Goodfellow et al., "Explaining and harnessing adversarial examples", 2015; Madry et
 * al., "Towards deep learning models resistant to adversarial attacks", 2018.
 *
 * @param loss the loss of the model's results and the target
 * @param attack how inputs are changed
 * @param cleanShare the share of the loss of inputs as they are, from 0 to 1
 */
@Named("adversarial-training")
@Doc("A loss of attacked inputs.")
public record AdversarialTraining(Loss<Tensor, Tensor> loss, Attack attack, double cleanShare)
    implements ModelLoss<Tensor> {
  /** Requires a share from 0 to 1. */
  public AdversarialTraining {
    require(
        0 <= cleanShare && cleanShare <= 1,
        "cleanShare must lie between 0 and 1, was %s",
        cleanShare);
  }

  /** Makes the loss of attacked inputs alone. */
  public AdversarialTraining(Loss<Tensor, Tensor> loss, Attack attack) {
    this(loss, attack, 0);
  }

  @Override
  public Tensor loss(ModelCall call, Tensor target) {
    Tensor attacked =
        attack.perturb(x -> values(call.with(x), target).sum(), call.input(), call.key());
    Tensor hard = values(call.with(attacked), target);
    return cleanShare == 0
        ? hard
        : values(call, target).mul(cleanShare).add(hard.mul(1 - cleanShare));
  }

  private Tensor values(ModelCall call, Tensor target) {
    return Losses.values(loss, call.result(), target, Weighting.none());
  }

  @Override
  public void check(ModelCall call, Tensor target) {
    loss.check(call.result(), target);
  }

  @Override
  public @Nullable Tensor counts(ModelCall call, Tensor target) {
    return loss.counts(call.result(), target);
  }

  @Override
  public Tensor neutralTarget(Tensor target, Tensor mask) {
    return loss.neutralTarget(target, mask);
  }
}
