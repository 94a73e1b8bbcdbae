package org.thalweg.api.loss;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** What the framework adds to every loss: checks, weights, masks, reductions. */
public final class Losses {
  private Losses() {}

  /** Returns the name of a loss: its {@link Named}, else its class. */
  public static String name(Loss<?, ?> loss) {
    Named named = loss.getClass().getAnnotation(Named.class);
    return named == null ? loss.getClass().getSimpleName() : named.value();
  }

  /** Returns the card of a loss, if it carries one. */
  public static Optional<LossCard> card(Loss<?, ?> loss) {
    return card(loss.getClass());
  }

  /** Returns the card of a loss's class, if it carries one. */
  public static Optional<LossCard> card(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(LossCard.class));
  }

  /**
   * Returns the weighted, unreduced values; 0 where they do not count.
   *
   * @throws ThalwegException if prediction, target and weighting do not fit each other
   */
  public static <P, T> Tensor values(Loss<P, T> loss, P prediction, T target, Weighting weighting) {
    Tensor counted = weighting.counted();
    Tensor values = unreduced(loss, prediction, target, counted);
    if (counted != null) {
      values = Tensors.where(extend(loss, counted, values), values, 0);
    }
    Tensor weight = weighting.weight();
    if (weight != null) {
      values = values.mul(extend(loss, weight.to(values.dtype()), values));
    }
    return values;
  }

  private static <P, T> Tensor unreduced(
      Loss<P, T> loss, P prediction, T target, @Nullable Tensor counted) {
    loss.check(prediction, target);
    P p = counted == null ? prediction : loss.neutralPrediction(prediction, counted);
    T t = counted == null ? target : loss.neutralTarget(target, counted);
    T adapted = loss.adapt(p, t);
    Optional<LossCard> card = card(loss);
    if (card.isPresent() && loss instanceof PointwiseLoss pointwise) {
      return pointwise.loss(
          card.get().prediction().guard((Tensor) p, "prediction"),
          card.get().target().guard((Tensor) adapted, "target"));
    }
    return loss.loss(p, adapted);
  }

  /**
   * Returns the sum of weighted values and what its mean divides by.
   *
   * @param reduction {@link Reduction#MEAN} divides by the sum of weights, {@link
   *     Reduction#MEAN_BY_COUNT} by the number of values that count
   * @throws ThalwegException if prediction, target and weighting do not fit each other
   */
  public static <P, T> LossSum sum(
      Loss<P, T> loss, P prediction, T target, Weighting weighting, Reduction reduction) {
    Tensor values = values(loss, prediction, target, weighting);
    return new LossSum(values.sum(), denominator(loss, values, weighting, reduction));
  }

  private static Tensor denominator(
      Loss<?, ?> loss, Tensor values, Weighting weighting, Reduction reduction) {
    Tensor counted = weighting.counted();
    Tensor weight = reduction == Reduction.MEAN ? weighting.weight() : null;
    if (counted == null) {
      return Tensor.scalar((double) values.size(), values.dtype());
    }
    Tensor factor =
        weight == null
            ? counted.to(values.dtype())
            : Tensors.where(
                extendEither(counted, weight), extendEither(weight, counted).to(values.dtype()), 0);
    long repeats = factor.size() == 0 ? 1 : values.size() / factor.size();
    extend(loss, factor, values);
    return factor.sum().mul((double) repeats);
  }

  /** Returns one tensor in the shape of whichever of the two has more axes. */
  private static Tensor extendEither(Tensor tensor, Tensor other) {
    return tensor.rank() >= other.rank() ? tensor : extend(tensor, other.shape());
  }

  /**
   * Returns a loss reduced to its result.
   *
   * @throws ThalwegException if prediction, target and weighting do not fit each other
   */
  public static <P, T> Tensor reduce(
      Loss<P, T> loss,
      P prediction,
      T target,
      Weighting weighting,
      Reduction reduction,
      EmptyPolicy policy) {
    return switch (reduction) {
      case NONE -> values(loss, prediction, target, weighting);
      case SUM -> values(loss, prediction, target, weighting).sum();
      case MEAN, MEAN_BY_COUNT ->
          loss.finish(sum(loss, prediction, target, weighting, reduction).mean(policy));
    };
  }

  /** Returns the mean over all values, none of which is weighted or masked. */
  public static <P, T> Tensor mean(Loss<P, T> loss, P prediction, T target) {
    return reduce(loss, prediction, target, Weighting.none(), Reduction.MEAN, EmptyPolicy.ZERO);
  }

  private static Tensor extend(Loss<?, ?> loss, Tensor weight, Tensor values) {
    if (!leads(weight, values)) {
      throw new ThalwegException(
          "%s: its values are %s, so a weight or mask has the shape of leading axes of %s, was %s"
              .formatted(name(loss), values.spec(), values.shape(), weight.spec()));
    }
    return extend(weight, values.shape());
  }

  /** Returns whether a tensor's shape is that of leading axes of another. */
  static boolean leads(Tensor lead, Tensor tensor) {
    return lead.rank() <= tensor.rank()
        && tensor.shape().slice(0, lead.rank()).equals(lead.shape());
  }

  /** Returns a tensor of the shape of leading axes, repeated along the others. */
  static Tensor extend(Tensor lead, Shape shape) {
    Shape open = lead.shape();
    while (open.rank() < shape.rank()) {
      open = open.insert(open.rank(), 1);
    }
    return lead.reshape(open).broadcastTo(shape);
  }

  /** Returns labels as floats of the prediction's type, for losses that take either. */
  public static Tensor floats(Tensor target, DType dtype) {
    return target.dtype().isFloating() ? target : target.to(dtype);
  }
}
