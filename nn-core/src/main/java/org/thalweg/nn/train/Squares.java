package org.thalweg.nn.train;

import java.util.Optional;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.regression.HalfSquaredError;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.data.Batch;

/**
 * A loss that is a sum of squares: {@code factor w (p - t)^2} over the sum of weights w.
 *
 * @param loss the loss
 * @param factor what squares are multiplied by
 */
record Squares(Loss<Tensor, Tensor> loss, double factor) {
  /** Returns the loss as a sum of squares, if it is one. */
  static Optional<Squares> of(Loss<Tensor, Tensor> loss) {
    return switch (loss) {
      case Mse _ -> Optional.of(new Squares(loss, 1));
      case HalfSquaredError _ -> Optional.of(new Squares(loss, 0.5));
      default -> Optional.empty();
    };
  }

  /** Returns the weight of each value of a batch, in the predictions' type. */
  Tensor weights(Tensor prediction, Batch batch) {
    Tensor weights = batch.weights();
    return weights == null
        ? Tensors.fullLike(prediction, 1)
        : Losses.extend(loss, weights.to(prediction.dtype()), prediction.shape());
  }

  /** Returns the errors times the root of their weights; 0 where they do not count. */
  Tensor errors(Tensor prediction, Batch batch) {
    Tensor weights = weights(prediction, batch);
    Tensor counts = weights.gt(0);
    Tensor errors = Tensors.where(counts, prediction.sub(batch.targets()), 0);
    // the root of 0 has no slope, which a loop's gradient asks for
    return errors.mul(Tensors.where(counts, weights, 1).sqrt());
  }

  /**
   * Returns residuals, half the sum of whose squares is the loss.
   *
   * @param errors weighted errors
   * @param total the sum of all weights, a scalar
   */
  Tensor residuals(Tensor errors, Tensor total) {
    Tensor most = Tensors.where(total.gt(0), total, 1);
    return errors.mul(Tensors.fullLike(total, 2 * factor).div(most).sqrt());
  }
}
