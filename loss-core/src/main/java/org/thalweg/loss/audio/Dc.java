package org.thalweg.loss.audio;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The error of a signal's mean, relative to the energy of the target: {@code mean(e)^2 / (mean(t^2)
 * + epsilon)}.
 *
 * <p>Prediction and target are signals [..., T], values [...]. Wright and Valimaki, "Perceptual
 * loss function for neural modelling of audio systems", 2020.
 *
 * @param epsilon what keeps silent targets finite, above 0
 */
@Named("dc")
@Doc("The squared error of the mean over the energy of the target.")
@LossCard(
    family = Family.AUDIO,
    formula = "mean(e)^2 / (mean(t^2) + epsilon)",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Beside esr, against an offset, which a filter before esr may hide.",
    tasks = Task.AUDIO,
    paper = "Wright and Valimaki 2020, arXiv:1911.08922")
public record Dc(@Default("1e-8") @Doc("What keeps silent targets finite.") double epsilon)
    implements RowwiseLoss {
  /** Requires a positive number. */
  public Dc {
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor off = prediction.sub(target).mean(-1).square();
    return off.div(target.square().mean(-1).add(epsilon));
  }
}
