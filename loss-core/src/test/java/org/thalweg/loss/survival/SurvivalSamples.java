package org.thalweg.loss.survival;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.testkit.loss.Sample;

/** Random times whose bounds are in order. */
public final class SurvivalSamples {
  private SurvivalSamples() {}

  /** Returns bounds of which the lower one is the lower one. */
  @SuppressWarnings("exports") // the tests are no module of their own
  public static Sample ordered(Sample sample) {
    Aft.Bounds drawn = (Aft.Bounds) sample.target();
    Tensor lower = drawn.lower().minimum(drawn.upper()).eval();
    Tensor upper = drawn.lower().maximum(drawn.upper()).eval();
    return sample.with(sample.prediction(), new Aft.Bounds(lower, upper));
  }
}
