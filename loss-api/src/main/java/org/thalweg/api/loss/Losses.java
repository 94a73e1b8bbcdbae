package org.thalweg.api.loss;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

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
    return weighted(loss, prediction, target, weighting.normal());
  }

  private static <P, T> Tensor weighted(Loss<P, T> loss, P prediction, T target, Weighting normal) {
    Tensor counted = normal.mask();
    Tensor values = unreduced(loss, prediction, target, counted);
    if (counted != null) {
      values = Tensors.where(extend(loss, counted, values.shape()), values, 0);
    }
    Tensor weight = normal.weight();
    if (weight != null) {
      values = values.mul(extend(loss, weight.to(values.dtype()), values.shape()));
    }
    return values;
  }

  /** Returns the values of a loss; those that do not count are of neutral inputs. */
  static <P, T> Tensor unreduced(
      Loss<P, T> loss, P prediction, T target, @Nullable Tensor counted) {
    if (loss instanceof WeightedSum<P, T> sum) {
      return sum.values(prediction, target, counted);
    }
    loss.check(prediction, target);
    P p = counted == null ? prediction : loss.neutralPrediction(prediction, counted);
    T t = counted == null ? target : loss.neutralTarget(target, counted);
    return loss.loss(
        guard(loss, loss.predictionDomain(), p, "prediction"),
        guard(loss, loss.targetDomain(), loss.adapt(p, t), "target"));
  }

  private static <X> X guard(Loss<?, ?> loss, Domain domain, X tree, String what) {
    return Tree.map(tree, tensor -> domain.guard(tensor, "%s: the %s".formatted(name(loss), what)));
  }

  /**
   * Returns the sum of weighted values and what its mean divides by.
   *
   * @param reduction {@link Reduction#MEAN} divides by the sum of weights, {@link
   *     Reduction#MEAN_BY_COUNT} by the number of values that count
   * @throws ThalwegException if prediction, target and weighting do not fit each other, or a term
   *     of a {@link WeightedSum} is a function of its mean
   */
  public static <P, T> LossSum sum(
      Loss<P, T> loss, P prediction, T target, Weighting weighting, Reduction reduction) {
    if (loss instanceof WeightedSum<P, T> sum) {
      sum.requireSummable();
    }
    Weighting normal = weighting.normal();
    Tensor values = weighted(loss, prediction, target, normal);
    Tensor weight = reduction == Reduction.MEAN ? normal.weight() : null;
    Tensor counted = weight == null ? normal.mask() : weight;
    return new LossSum(
        values.sum(),
        counted == null
            ? Tensor.scalar((double) values.size(), values.dtype())
            : total(counted.to(values.dtype()), values));
  }

  /** Returns the sum of factors, each as often as it stands for a value. */
  private static Tensor total(Tensor factors, Tensor values) {
    long repeats = factors.size() == 0 ? 0 : values.size() / factors.size();
    return factors.sum().mul((double) repeats);
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
          loss instanceof WeightedSum<P, T> sum
              ? sum.total(term -> reduce(term, prediction, target, weighting, reduction, policy))
              : loss.finish(sum(loss, prediction, target, weighting, reduction).mean(policy));
    };
  }

  /** Returns the mean over all values, none of which is weighted or masked. */
  public static <P, T> Tensor mean(Loss<P, T> loss, P prediction, T target) {
    return reduce(loss, prediction, target, Weighting.none(), Reduction.MEAN, EmptyPolicy.ZERO);
  }

  /**
   * Checks that a prediction is of floats and has the shape of its target, and the type if that is
   * of floats too.
   *
   * @throws ThalwegException if not
   */
  static void checkAlike(Loss<?, ?> loss, Tensor prediction, Tensor target) {
    if (!prediction.dtype().isFloating()) {
      throw new ThalwegException(
          "%s: the prediction is %s, should be float32 or float64"
              .formatted(name(loss), prediction.spec()));
    }
    if (!prediction.shape().equals(target.shape())) {
      throw new ThalwegException(
          "%s: the prediction is %s, the target is %s; a loss does not broadcast, so give both one shape"
              .formatted(name(loss), prediction.spec(), target.spec()));
    }
    if (target.dtype().isFloating() && target.dtype() != prediction.dtype()) {
      throw new ThalwegException(
          "%s: the prediction is %s, the target is %s; convert one with to(DType)"
              .formatted(name(loss), prediction.spec(), target.spec()));
    }
  }

  /** Returns a tree of tensors with neutral members of a domain where a mask does not hold. */
  static <X> X neutral(Loss<?, ?> loss, Domain domain, X tree, Tensor mask) {
    return Tree.map(tree, tensor -> domain.neutralize(tensor, extend(loss, mask, tensor.shape())));
  }

  /**
   * Returns a weight or mask repeated along the axes that it lacks.
   *
   * @param loss whose values it is for
   * @param lead a tensor of the shape of leading axes of a shape
   * @param shape that shape
   * @throws ThalwegException if it has not
   */
  public static Tensor extend(Loss<?, ?> loss, Tensor lead, Shape shape) {
    if (!leads(lead.shape(), shape)) {
      throw new ThalwegException(
          "%s: a weight or mask has the shape of leading axes of its values, here of %s, was %s"
              .formatted(name(loss), shape, lead.spec()));
    }
    return extend(lead, shape);
  }

  /** Returns whether a shape is that of leading axes of another. */
  static boolean leads(Shape lead, Shape shape) {
    return lead.rank() <= shape.rank() && shape.slice(0, lead.rank()).equals(lead);
  }

  static Tensor extend(Tensor lead, Shape shape) {
    Shape open = lead.shape();
    while (open.rank() < shape.rank()) {
      open = open.insert(open.rank(), 1);
    }
    return lead.reshape(open).broadcastTo(shape);
  }
}
