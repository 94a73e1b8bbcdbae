package org.thalweg.nn.metric;

import org.thalweg.api.data.DType;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.tensor.Tensor;

/**
 * The share of predictions that name the right class.
 *
 * @param decision how a prediction names a class
 */
public record Accuracy(Decision decision) implements MeanMetric {
  /** How a prediction names a class. */
  public enum Decision {
    /** The class of the highest score, [N, C, ...]; the target is an index or a distribution. */
    HIGHEST_SCORE,
    /** The positive one of two classes where the logit is above 0. */
    LOGIT_ABOVE_ZERO,
    /** The positive one of two classes where the probability is above 0.5. */
    PROBABILITY_ABOVE_HALF
  }

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public Tensor values(Tensor prediction, Tensor target) {
    return switch (decision) {
      case HIGHEST_SCORE -> {
        int axis = ClassificationLoss.classAxis(prediction);
        Tensor index = target.rank() == prediction.rank() ? target.argmax(axis) : target;
        yield prediction.argmax(axis).eq(index.to(DType.INT32));
      }
      case LOGIT_ABOVE_ZERO -> right(prediction.gt(0), target);
      case PROBABILITY_ABOVE_HALF -> right(prediction.gt(0.5), target);
    };
  }

  /** Returns where both agree; a target is positive above 0.5, so 0 and 1 will do and -1 and 1. */
  private static Tensor right(Tensor positive, Tensor target) {
    return positive.xor(target.to(DType.FLOAT64).gt(0.5)).not();
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}
