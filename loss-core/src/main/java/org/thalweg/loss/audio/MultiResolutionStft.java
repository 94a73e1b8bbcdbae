package org.thalweg.loss.audio;

import static org.thalweg.api.Checks.require;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
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
 * The mean of {@link Stft} over several transforms, so that no one extent of the window is
 * favoured.
 *
 * <p>Prediction and target are signals [..., T] of any length; values are [...]. The parts are
 * those of {@link Stft}. Yamamoto et al., "Parallel WaveGAN", 2020.
 *
 * @param ffts the numbers of samples of the transforms
 * @param hops the steps between transforms
 * @param windows the extents of the Hann windows
 * @param convergenceWeight the factor of the convergence, 0 or more
 * @param logWeight the factor of the errors of logarithms, 0 or more
 * @param magnitudeWeight the factor of the errors of magnitudes, 0 or more
 * @param epsilon the least power, above 0
 */
@Named("multi-resolution-stft")
@Doc("Errors of short-time spectra, averaged over several extents of the window.")
@LossCard(
    family = Family.AUDIO,
    formula = "mean_r(stft_r(p, t))",
    use = "Generated speech and music, alone or beside an adversarial loss.",
    tasks = Task.AUDIO,
    paper = "Yamamoto et al. 2020, arXiv:1910.11480")
public record MultiResolutionStft(
    @Default("[1024, 2048, 512]") @Doc("The numbers of samples of the transforms.")
        List<Integer> ffts,
    @Default("[120, 240, 50]") @Doc("The steps between transforms.") List<Integer> hops,
    @Default("[600, 1200, 240]") @Doc("The extents of the Hann windows.") List<Integer> windows,
    @Default("1.0") @Doc("The factor of the convergence.") double convergenceWeight,
    @Default("1.0") @Doc("The factor of the errors of logarithms.") double logWeight,
    @Default("0.0") @Doc("The factor of the errors of magnitudes.") double magnitudeWeight,
    @Default("1e-8") @Doc("The least power.") double epsilon)
    implements RowwiseLoss, MultiPart<Tensor, Tensor> {
  /** Requires what the components say. */
  public MultiResolutionStft {
    ffts = List.copyOf(ffts);
    hops = List.copyOf(hops);
    windows = List.copyOf(windows);
    require(
        !ffts.isEmpty() && ffts.size() == hops.size() && ffts.size() == windows.size(),
        "ffts, hops and windows must have one length, had %d, %d and %d",
        ffts.size(),
        hops.size(),
        windows.size());
    transforms(ffts, hops, windows);
    var _ = new SpectralParts(convergenceWeight, logWeight, magnitudeWeight, epsilon);
  }

  /** Makes the loss with the transforms of its source. */
  public MultiResolutionStft() {
    this(List.of(1024, 2048, 512), List.of(120, 240, 50), List.of(600, 1200, 240), 1, 1, 0, 1e-8);
  }

  private static List<Spectrogram> transforms(
      List<Integer> ffts, List<Integer> hops, List<Integer> windows) {
    return IntStream.range(0, ffts.size())
        .mapToObj(i -> new Spectrogram(ffts.get(i), hops.get(i), windows.get(i)))
        .toList();
  }

  @Override
  public SequencedMap<String, Tensor> terms(Tensor prediction, Tensor target) {
    return new SpectralParts(convergenceWeight, logWeight, magnitudeWeight, epsilon)
        .terms(transforms(ffts, hops, windows), prediction, target);
  }
}
