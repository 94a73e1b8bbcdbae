package org.thalweg.loss.audio;

import java.util.List;
import java.util.SequencedMap;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.MultiPart;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The loss of short-time spectra: the convergence {@code norm(P - T) / norm(T)}, the mean of {@code
 * |log P - log T|}, and, if wanted, that of {@code |P - T|}, for magnitudes P and T.
 *
 * <p>Prediction and target are signals [..., T] of any length, which are continued by zeros; values
 * are [...]. Power below epsilon counts as epsilon, without gradient. The parts are {@code
 * spectral-convergence}, {@code log-magnitude} and {@code magnitude}. Arik et al., "Fast
 * spectrogram inversion using multi-head convolutional neural networks", 2019.
 *
 * @param fft the number of samples of a transform, 1 or more
 * @param hop the step between transforms, 1 or more
 * @param window the extent of the Hann window, at most that of the transform
 * @param convergenceWeight the factor of the convergence, 0 or more
 * @param logWeight the factor of the errors of logarithms, 0 or more
 * @param magnitudeWeight the factor of the errors of magnitudes, 0 or more
 * @param epsilon the least power, above 0
 */
@Named("stft")
@Doc("Errors of short-time spectra: their convergence and their logarithms.")
@LossCard(
    family = Family.AUDIO,
    formula =
        "convergenceWeight norm(P - T) / norm(T) + logWeight mean(|log P - log T|) + magnitudeWeight mean(|P - T|)",
    use =
        "Sound whose phase may differ; multi-resolution-stft if one extent of the window is not enough.",
    tasks = Task.AUDIO,
    paper = "Arik et al. 2019, arXiv:1808.06719")
public record Stft(
    @Default("1024") @Doc("The number of samples of a transform.") int fft,
    @Default("256") @Doc("The step between transforms.") int hop,
    @Default("1024") @Doc("The extent of the Hann window.") int window,
    @Default("1.0") @Doc("The factor of the convergence.") double convergenceWeight,
    @Default("1.0") @Doc("The factor of the errors of logarithms.") double logWeight,
    @Default("0.0") @Doc("The factor of the errors of magnitudes.") double magnitudeWeight,
    @Default("1e-8") @Doc("The least power.") double epsilon)
    implements RowwiseLoss, MultiPart<Tensor, Tensor> {
  /** Requires what the components say. */
  public Stft {
    var _ = new Spectrogram(fft, hop, window);
    var _ = new SpectralParts(convergenceWeight, logWeight, magnitudeWeight, epsilon);
  }

  /** Makes the loss with a transform of 1024 samples. */
  public Stft() {
    this(1024, 256, 1024, 1, 1, 0, 1e-8);
  }

  @Override
  public SequencedMap<String, Tensor> terms(Tensor prediction, Tensor target) {
    return new SpectralParts(convergenceWeight, logWeight, magnitudeWeight, epsilon)
        .terms(List.of(new Spectrogram(fft, hop, window)), prediction, target);
  }
}
