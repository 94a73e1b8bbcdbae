package org.thalweg.api.loss;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss: a formula of prediction and target. Implementations are records with {@link
 * org.thalweg.api.config.Named} and {@link LossCard}.
 *
 * <p>The formula gives unreduced values. Checks, weights, masks and reductions are the framework's;
 * see {@link Losses}.
 *
 * @param <P> the prediction: a tensor, or a record of tensors
 * @param <T> the target: a tensor, or a record of tensors
 */
public interface Loss<P, T> {
  /**
   * Returns the unreduced values. Their leading axes are those of the examples.
   *
   * @param prediction what the model gives
   * @param target what it should give
   */
  Tensor loss(P prediction, T target);

  /**
   * Checks shapes and types before the formula sees them.
   *
   * @throws org.thalweg.api.ThalwegException if prediction and target do not fit each other
   */
  default void check(P prediction, T target) {
    signature().ifPresent(signature -> signature.check(Losses.name(this), prediction, target));
  }

  /** Returns the tensors that it takes and gives; its card says so, unless a component decides. */
  default Optional<Signature> signature() {
    return Signature.of(this);
  }

  /**
   * Returns which values count, apart from masks: bools in the shape of leading axes of the values,
   * or null if all do. The mean divides by the number, or the weights, of those that count.
   */
  default @Nullable Tensor counts(P prediction, T target) {
    return null;
  }

  /**
   * Returns how much of a whole each value is, in the shape of the values, or null if all are
   * alike: a value is multiplied by its share, and a mean divides by the sum of shares. So parts
   * that are of different sizes, such as sentences of words, may count alike.
   *
   * @param prediction what the model gives, neutral where values do not count
   * @param target what it should give, neutral where values do not count
   */
  default @Nullable Tensor shares(P prediction, T target) {
    return null;
  }

  /** Returns the target in the form that the formula takes, such as integers made floats. */
  default T adapt(P prediction, T target) {
    return target;
  }

  /** Returns the value that is reported for a mean; the identity, but for losses such as RMSE. */
  default Tensor finish(Tensor mean) {
    return mean;
  }

  /** Returns where predictions come from; its card says so, unless a component decides. */
  default Domain predictionDomain() {
    return Losses.card(this).map(LossCard::prediction).orElse(Domain.REAL);
  }

  /** Returns where targets come from; its card says so, unless a component decides. */
  default Domain targetDomain() {
    return Losses.card(this).map(LossCard::target).orElse(Domain.REAL);
  }

  /** Returns this loss times a factor. */
  default WeightedSum<P, T> weighted(double factor) {
    return WeightedSum.of(this).times(factor);
  }

  /** Returns the sum of this loss and another of the same prediction and target. */
  default WeightedSum<P, T> plus(Loss<P, T> other) {
    return WeightedSum.of(this).plus(WeightedSum.of(other));
  }

  /**
   * Returns the prediction with values that do not count replaced by neutral ones, so that nothing
   * of them reaches the result.
   *
   * @param prediction what the model gives
   * @param mask bools in the shape of leading axes of the unreduced values, true where they count
   */
  default P neutralPrediction(P prediction, Tensor mask) {
    return Losses.neutral(this, predictionDomain(), prediction, mask);
  }

  /** Returns the target with values that do not count replaced by neutral ones. */
  default T neutralTarget(T target, Tensor mask) {
    return Losses.neutral(this, targetDomain(), target, mask);
  }
}
