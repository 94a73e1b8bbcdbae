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
 * The scale-invariant signal-to-distortion ratio with its sign changed, in decibels: {@code 10
 * log10((sum((p - a t)^2) + epsilon) / (sum((a t)^2) + epsilon))} with {@code a = sum(p t) /
 * (sum(t^2) + epsilon)}.
 *
 * <p>Prediction and target are signals [..., T], values [...]. Signals that are silent have finite
 * values and gradients. Le Roux et al., "SDR - half-baked or well done?", 2019.
 *
 * @param zeroMean whether the means of both signals are taken off first
 * @param epsilon what keeps the logarithms finite, above 0
 */
@Named("si-sdr")
@Doc("The scale-invariant signal-to-distortion ratio in decibels, with its sign changed.")
@LossCard(
    family = Family.AUDIO,
    formula = "10 log((sum((p - a t)^2) + epsilon) / (sum((a t)^2) + epsilon)) / log(10)",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Separated speech; the level of the output is left open.",
    tasks = Task.AUDIO,
    paper = "Le Roux et al. 2019, arXiv:1811.02508")
public record SiSdr(
    @Default("true") @Doc("Whether the means of both signals are taken off.") boolean zeroMean,
    @Default("1e-8") @Doc("What keeps the logarithms finite.") double epsilon)
    implements RowwiseLoss {
  /** Requires a positive number. */
  public SiSdr {
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss of signals without their means. */
  public SiSdr() {
    this(true, 1e-8);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor signal = Energy.centred(prediction, zeroMean);
    Tensor reference = Energy.centred(target, zeroMean);
    Tensor scaled = reference.mul(Energy.gain(signal, reference, epsilon));
    return Energy.decibels(signal.sub(scaled), scaled, epsilon);
  }
}
