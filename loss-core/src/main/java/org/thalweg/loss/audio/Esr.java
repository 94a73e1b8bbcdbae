package org.thalweg.loss.audio;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The error-to-signal ratio: {@code sum(e^2) / (sum(t^2) + epsilon)}.
 *
 * <p>Prediction and target are signals [..., T], values [...]. Wright and Valimaki, "Perceptual
 * loss function for neural modelling of audio systems", 2020.
 *
 * @param epsilon what keeps silent targets finite, above 0
 */
@Named("esr")
@Doc("The energy of the error over that of the target.")
@LossCard(
    family = Family.AUDIO,
    formula = "sum(e^2) / (sum(t^2) + epsilon)",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ZERO_AT_TARGET},
    use =
        "Models of amplifiers and effects, where loud and soft passages count alike; filter for what the ear hears first.",
    tasks = Task.AUDIO,
    strengths = Strength.RELATIVE_ERROR,
    paper = "Wright and Valimaki 2020, arXiv:1911.08922")
public record Esr(@Default("1e-8") @Doc("What keeps silent targets finite.") double epsilon)
    implements RowwiseLoss {
  /** Requires a positive number. */
  public Esr {
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Energy.of(prediction.sub(target)).div(Energy.of(target).add(epsilon));
  }
}
