package org.thalweg.api.loss;

import java.util.Optional;
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
    return weighted(loss, Unreduced.of(loss, prediction, target, normal), normal);
  }

  private static Tensor weighted(Loss<?, ?> loss, Unreduced unreduced, Weighting normal) {
    Tensor values = unreduced.values();
    Tensor weight = normal.weight();
    return weight == null
        ? values
        : values.mul(extend(loss, weight.to(values.dtype()), values.shape()));
  }

  /**
   * Returns the sum of weighted values and what its mean divides by.
   *
   * @param reduction {@link Reduction#MEAN} divides by the sum of weights, {@link
   *     Reduction#MEAN_BY_COUNT} by the number of values that count
   * @throws ThalwegException if prediction, target and weighting do not fit each other, or a term
   *     of a {@link WeightedSum} is a function of its mean or of values of its own choice
   */
  public static <P, T> LossSum sum(
      Loss<P, T> loss, P prediction, T target, Weighting weighting, Reduction reduction) {
    if (loss instanceof WeightedSum<P, T> sum) {
      sum.requireSummable(prediction, target);
    }
    Weighting normal = weighting.normal();
    Unreduced unreduced = Unreduced.of(loss, prediction, target, normal);
    Tensor values = weighted(loss, unreduced, normal);
    return new LossSum(values.sum(), unreduced.total(loss, normal, reduction));
  }

  /**
   * Returns the sums of weighted values of each slice of the examples, and what their means divide
   * by: two vectors with an element for each slice.
   *
   * @param slices the number of the slice of each example, from 0, shape [N]
   * @param count the number of slices
   * @throws ThalwegException if prediction, target and weighting do not fit each other
   */
  public static <P, T> LossSum bySlice(
      Loss<P, T> loss, P prediction, T target, Weighting weighting, Tensor slices, long count) {
    Weighting normal = weighting.normal();
    Unreduced unreduced = Unreduced.of(loss, prediction, target, normal);
    Tensor values = weighted(loss, unreduced, normal);
    Tensor factors = unreduced.factors(loss, normal, Reduction.MEAN);
    Tensor within =
        slices
            .guard(
                slices.ge(0).and(slices.lt((double) count)),
                "the slice {value} at {at} is not one of the %d slices".formatted(count),
                slices)
            .unsqueeze(-1)
            .eq(Tensors.arange(count, slices.dtype()));
    return new LossSum(each(loss, values, within), each(loss, factors, within));
  }

  /** Returns the sums over the examples of each slice. */
  private static Tensor each(Loss<?, ?> loss, Tensor values, Tensor within) {
    if (values.rank() == 0) {
      throw new ThalwegException(
          "%s gives one value for a batch, which has no slices".formatted(name(loss)));
    }
    Tensor rows = values.reshape(values.dim(0), -1).sum(1);
    return Tensors.where(within, rows.unsqueeze(-1).broadcastTo(within.shape()), 0).sum(0);
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
