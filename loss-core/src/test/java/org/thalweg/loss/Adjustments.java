package org.thalweg.loss;

import java.util.List;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.audio.MelSpectrogram;
import org.thalweg.loss.audio.MultiResolutionStft;
import org.thalweg.loss.audio.Stft;
import org.thalweg.loss.likelihood.BinomialNll;
import org.thalweg.loss.ranking.LambdaLoss;
import org.thalweg.loss.ranking.LambdaMap;
import org.thalweg.loss.ranking.LambdaRank;
import org.thalweg.loss.ranking.ListMle;
import org.thalweg.loss.ranking.PairwiseLogistic;
import org.thalweg.loss.ranking.PairwiseMse;
import org.thalweg.loss.ranking.RankingSamples;
import org.thalweg.loss.sequence.Ctc;
import org.thalweg.loss.sequence.SequenceSamples;
import org.thalweg.loss.survival.Aft;
import org.thalweg.loss.survival.SurvivalSamples;
import org.thalweg.testkit.loss.Sample;

/**
 * Random inputs whose tensors must fit each other in a way that domains do not say. A loss has a
 * line here, and its method beside the tests of its family.
 */
final class Adjustments {
  private Adjustments() {}

  static Sample of(Loss<?, ?> loss, Sample sample) {
    return switch (loss) {
      case Aft _ -> SurvivalSamples.ordered(sample);
      case LambdaMap _, LambdaRank _, LambdaLoss _, ListMle _, PairwiseLogistic _, PairwiseMse _ ->
          RankingSamples.graded(sample);
      case Ctc ctc -> SequenceSamples.possible(ctc, sample);
      case BinomialNll _ -> successes(sample);
      default -> sample;
    };
  }

  /** Successes are at most as many as trials. */
  private static Sample successes(Sample sample) {
    BinomialNll.Target target = (BinomialNll.Target) sample.target();
    Tensor successes = target.successes().minimum(target.trials()).eval();
    return sample.with(sample.prediction(), new BinomialNll.Target(successes, target.trials()));
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
