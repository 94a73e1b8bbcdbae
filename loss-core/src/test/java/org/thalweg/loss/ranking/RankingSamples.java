package org.thalweg.loss.ranking;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.testkit.loss.Sample;

/** Random lists with grades of relevance. */
public final class RankingSamples {
  private RankingSamples() {}

  /** Returns lists whose relevances are grades from 0 to 2, or -1 for no item; many are equal. */
  @SuppressWarnings("exports") // the tests are no module of their own
  public static Sample graded(Sample sample) {
    Tensor drawn = (Tensor) sample.target();
    return sample.with(sample.prediction(), drawn.round().clamp(-1, 2).eval());
  }
}
