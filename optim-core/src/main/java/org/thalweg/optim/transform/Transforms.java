package org.thalweg.optim.transform;

import java.util.List;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Schedule;

/** The transforms of this package. Made for static import. */
public final class Transforms {
  private Transforms() {}

  /** Returns transforms one after another. */
  public static GradientTransform<?> chain(GradientTransform<?>... parts) {
    return new Chain(List.of(parts));
  }

  /** Returns {@link ScaleByAdam}. */
  public static ScaleByAdam scaleByAdam(double beta1, double beta2, double epsilon) {
    return new ScaleByAdam(beta1, beta2, epsilon);
  }

  /** Returns {@link ScaleByAmsgrad}. */
  public static ScaleByAmsgrad scaleByAmsgrad(double beta1, double beta2, double epsilon) {
    return new ScaleByAmsgrad(beta1, beta2, epsilon);
  }

  /** Returns {@link Momentum}. */
  public static Momentum momentum(double decay, double dampening, boolean nesterov) {
    return new Momentum(decay, dampening, nesterov);
  }

  /** Returns {@link AddDecayedWeights}. */
  public static AddDecayedWeights addDecayedWeights(double weightDecay) {
    return new AddDecayedWeights(weightDecay);
  }

  /** Returns {@link ScaleByLearningRate}. */
  public static ScaleByLearningRate scaleByLearningRate(Schedule learningRate) {
    return new ScaleByLearningRate(learningRate);
  }

  /** Returns {@link Scale}. */
  public static Scale scale(double factor) {
    return new Scale(factor);
  }

  /** Returns {@link ClipByGlobalNorm}. */
  public static ClipByGlobalNorm clipByGlobalNorm(double maxNorm) {
    return new ClipByGlobalNorm(maxNorm);
  }

  /** Returns {@link ClipByNorm}. */
  public static ClipByNorm clipByNorm(double maxNorm) {
    return new ClipByNorm(maxNorm);
  }

  /** Returns {@link ClipByValue}. */
  public static ClipByValue clipByValue(double limit) {
    return new ClipByValue(limit);
  }
}
