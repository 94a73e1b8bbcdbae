package org.thalweg.loss;

import java.util.List;
import org.thalweg.api.loss.Loss;
import org.thalweg.loss.audio.MelSpectrogram;
import org.thalweg.loss.audio.MultiResolutionStft;
import org.thalweg.loss.audio.Stft;
import org.thalweg.testkit.loss.Sample;

/**
 * Random inputs whose tensors must fit each other in a way that domains do not say. A loss has a
 * line here, and its method beside the tests of its family.
 */
final class Adjustments {
  private Adjustments() {}

  static Sample of(Loss<?, ?> loss, Sample sample) {
    return switch (loss) {
      default -> sample;
    };
  }

  /** Returns a loss of the same form whose transforms suit signals of a few samples. */
  static Loss<?, ?> small(Loss<?, ?> loss) {
    return switch (loss) {
      case Stft stft ->
          new Stft(
              16,
              4,
              16,
              stft.convergenceWeight(),
              stft.logWeight(),
              stft.magnitudeWeight(),
              stft.epsilon());
      case MultiResolutionStft stft ->
          new MultiResolutionStft(
              List.of(16, 8),
              List.of(4, 3),
              List.of(12, 8),
              stft.convergenceWeight(),
              stft.logWeight(),
              stft.magnitudeWeight(),
              stft.epsilon());
      case MelSpectrogram mel -> new MelSpectrogram(mel.sampleRate(), 6, 64, 16, 48, mel.epsilon());
      default -> loss;
    };
  }
}
