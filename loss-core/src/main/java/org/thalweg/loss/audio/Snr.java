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
 * The signal-to-noise ratio with its sign changed, in decibels: {@code 10 log10((sum(e^2) +
 * epsilon) / (sum(t^2) + epsilon))}.
 *
 * <p>Prediction and target are signals [..., T], values [...]. A target that is silent has finite
 * values and gradients.
 *
 * @param zeroMean whether the means of both signals are taken off first
 * @param epsilon what keeps the logarithms finite, above 0
 */
@Named("snr")
@Doc("The signal-to-noise ratio in decibels, with its sign changed.")
@LossCard(
    family = Family.AUDIO,
    formula = "10 log((sum(e^2) + epsilon) / (sum(t^2) + epsilon)) / log(10)",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Enhanced or separated sound whose level must be right too; si-sdr if it need not.",
    tasks = Task.AUDIO)
public record Snr(
    @Default("true") @Doc("Whether the means of both signals are taken off.") boolean zeroMean,
    @Default("1e-8") @Doc("What keeps the logarithms finite.") double epsilon)
    implements RowwiseLoss {
  /** Requires a positive number. */
  public Snr {
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss of signals without their means. */
  public Snr() {
    this(true, 1e-8);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor reference = Energy.centred(target, zeroMean);
    return Energy.decibels(Energy.centred(prediction, zeroMean).sub(reference), reference, epsilon);
  }
}
