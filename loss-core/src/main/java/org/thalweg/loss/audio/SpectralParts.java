package org.thalweg.loss.audio;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.thalweg.api.tensor.Tensor;

/**
 * The factors of the parts of a loss of magnitudes P and T of a transform.
 *
 * @param convergence of {@code norm(P - T) / norm(T)}
 * @param logarithms of {@code mean(|log P - log T|)}
 * @param magnitudes of {@code mean(|P - T|)}
 * @param epsilon the least power
 */
record SpectralParts(double convergence, double logarithms, double magnitudes, double epsilon) {
  SpectralParts {
    requireNonNegative(convergence, "convergenceWeight");
    requireNonNegative(logarithms, "logWeight");
    requireNonNegative(magnitudes, "magnitudeWeight");
    requirePositive(epsilon, "epsilon");
  }

  /** Returns the parts, averaged over several transforms. */
  SequencedMap<String, Tensor> terms(List<Spectrogram> transforms, Tensor x, Tensor y) {
    SequencedMap<String, Tensor> terms = new LinkedHashMap<>();
    double share = 1.0 / transforms.size();
    for (Spectrogram transform : transforms) {
      Tensor p = flat(transform.magnitude(x, epsilon));
      Tensor t = flat(transform.magnitude(y, epsilon));
      Tensor off = p.sub(t).norm(-1).div(t.norm(-1));
      terms.merge("spectral-convergence", off.mul(share * convergence), Tensor::add);
      Tensor logs = p.log().sub(t.log()).abs().mean(-1);
      terms.merge("log-magnitude", logs.mul(share * logarithms), Tensor::add);
      if (magnitudes != 0) {
        Tensor plain = p.sub(t).abs().mean(-1);
        terms.merge("magnitude", plain.mul(share * magnitudes), Tensor::add);
      }
    }
    return terms;
  }

  private static Tensor flat(Tensor magnitudes) {
    return magnitudes.flatten(magnitudes.rank() - 2);
  }
}
