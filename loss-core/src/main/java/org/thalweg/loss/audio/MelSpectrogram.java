package org.thalweg.loss.audio;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The mean absolute error of the logarithms of mel spectra.
 *
 * <p>The bands are triangles of height 1 that are evenly spread over {@code 2595 log10(1 + f /
 * 700)} of the frequency f. Prediction and target are signals [..., T] of any length, which are
 * continued by zeros; values are [...]. Magnitudes of a band below epsilon count as epsilon,
 * without gradient. Kong et al., "HiFi-GAN", 2020.
 *
 * @param sampleRate samples per second, above 0
 * @param bands the number of bands, 1 or more
 * @param fft the number of samples of a transform, 1 or more
 * @param hop the step between transforms, 1 or more
 * @param window the extent of the Hann window, at most that of the transform
 * @param epsilon the least magnitude of a band, above 0
 */
@Named("mel-spectrogram")
@Doc("Absolute errors of the logarithms of mel spectra.")
@LossCard(
    family = Family.AUDIO,
    formula = "mean(|log mel(p) - log mel(t)|)",
    use = "Vocoders and codecs: it weighs frequencies about as the ear does.",
    tasks = Task.AUDIO,
    paper = "Kong et al. 2020, arXiv:2010.05646")
public record MelSpectrogram(
    @Default("22050.0") @Doc("Samples per second.") double sampleRate,
    @Default("80") @Doc("The number of bands.") int bands,
    @Default("1024") @Doc("The number of samples of a transform.") int fft,
    @Default("256") @Doc("The step between transforms.") int hop,
    @Default("1024") @Doc("The extent of the Hann window.") int window,
    @Default("1e-5") @Doc("The least magnitude of a band.") double epsilon)
    implements RowwiseLoss {
  private static final double LEAST_POWER = 1e-20;

  /** Requires what the components say. */
  public MelSpectrogram {
    requirePositive(sampleRate, "sampleRate");
    require(bands >= 1, "bands must be 1 or more, was %d", bands);
    var _ = new Spectrogram(fft, hop, window);
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss with the numbers of its source. */
  public MelSpectrogram() {
    this(22050, 80, 1024, 256, 1024, 1e-5);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor filters = filters(prediction.dtype());
    Tensor off = logs(prediction, filters).sub(logs(target, filters)).abs();
    return off.flatten(off.rank() - 2).mean(-1);
  }

  private Tensor logs(Tensor signal, Tensor filters) {
    Tensor spectrum = new Spectrogram(fft, hop, window).magnitude(signal, LEAST_POWER);
    Tensor mel = spectrum.matmul(filters);
    Tensor low = mel.le(epsilon);
    return where(low, Math.log(epsilon), where(low, 1, mel).log());
  }

  /** Returns the weight of each frequency in each band, [frequencies, bands]. */
  private Tensor filters(DType dtype) {
    int bins = fft / 2 + 1;
    double top = mel(sampleRate / 2);
    double[] weights = new double[bins * bands];
    for (int band = 0; band < bands; band++) {
      double low = hertz(top * band / (bands + 1));
      double peak = hertz(top * (band + 1) / (bands + 1));
      double high = hertz(top * (band + 2) / (bands + 1));
      for (int bin = 0; bin < bins; bin++) {
        double f = sampleRate * bin / fft;
        double up = (f - low) / (peak - low);
        double down = (high - f) / (high - peak);
        weights[bin * bands + band] = Math.max(0, Math.min(up, down));
      }
    }
    return Tensor.of(Shape.of(bins, bands), dtype, weights);
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }
}
