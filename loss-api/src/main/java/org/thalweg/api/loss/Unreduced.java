package org.thalweg.api.loss;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

/**
 * The values of a loss before weights and reduction.
 *
 * @param values the values; 0 where they do not count
 * @param counted bools in the shape of leading axes of the values, or of the examples if the value
 *     is one for a batch; null if all count
 * @param shares how much of a whole each value is, which the values are multiplied by already; null
 *     if all are alike
 */
record Unreduced(Tensor values, @Nullable Tensor counted, @Nullable Tensor shares) {

  /** Returns the values of a loss; those that do not count are of neutral inputs. */
  static <P, T> Unreduced of(Loss<P, T> loss, P prediction, T target, Weighting normal) {
    if (loss instanceof WeightedSum<P, T> sum) {
      return new Unreduced(sum.values(prediction, target, normal), normal.mask(), null);
    }
    loss.check(prediction, target);
    Tensor there = normal.mask();
    if (normal.skipMissing()) {
      there = both(loss, there, present(loss, prediction, target));
    }
    Tensor own = loss.counts(prediction, target);
    // an example without a value of its own still is one of the batch
    Tensor counted = loss instanceof BatchLoss<?, ?> ? there : both(loss, there, own);
    Unreduced unreduced =
        Signature.of(loss)
            .flatMap(_ -> loss.signature())
            .map(signature -> shaped(loss, signature, prediction, target, own))
            .orElseGet(() -> plain(loss, prediction, target, own))
            .unreduced(counted);
    Tensor values = unreduced.values;
    Tensor valued = unreduced.counted;
    if (valued == null || ofBatch(loss, values)) {
      return unreduced;
    }
    return new Unreduced(
        Tensors.where(Losses.extend(loss, valued, values.shape()), values, 0),
        valued,
        unreduced.shares);
  }

  /** Computes values, given which of them count. */
  private interface Formula {
    Unreduced unreduced(@Nullable Tensor counted);
  }

  private static <P, T> Formula plain(
      Loss<P, T> loss, P prediction, T target, @Nullable Tensor own) {
    return given -> {
      Tensor counted = given;
      if (given != null && loss instanceof BatchLoss<P, T> batch) {
        counted = Losses.extend(loss, given, batch.examples(prediction, target));
      }
      P p = counted == null ? prediction : loss.neutralPrediction(prediction, counted);
      T t = counted == null ? target : loss.neutralTarget(target, counted);
      return formula(
          loss,
          guard(loss, loss.predictionDomain(), p, "prediction"),
          guard(loss, loss.targetDomain(), loss.adapt(p, t), "target"),
          counted,
          own);
    };
  }

  /**
   * Returns what the formula gives; a loss of a batch is told which examples count.
   *
   * @param own the values that the loss itself counts, or null; those of a batch only
   */
  private static <P, T> Unreduced formula(
      Loss<P, T> loss, P p, T t, @Nullable Tensor counted, @Nullable Tensor own) {
    if (!(loss instanceof BatchLoss<P, T> batch)) {
      return of(loss.loss(p, t), counted, loss.shares(p, t));
    }
    Tensor rows = counted == null ? Tensor.full(batch.examples(p, t), DType.BOOL, 1) : counted;
    if (rows.size() == 0) {
      return new Unreduced(none(loss, p, t), rows, null);
    }
    Tensor valued = batch.counts(p, t, rows);
    Tensor known = valued == rows ? counted : valued;
    return of(batch.loss(p, t, rows), both(loss, known, own), loss.shares(p, t));
  }

  /** Returns the values of a batch without examples, which has no axis to reduce. */
  private static Tensor none(Loss<?, ?> loss, Object p, Object t) {
    Signature signature = loss.signature().orElseThrow();
    Shape shape = signature.values().shape(signature.extents(Losses.name(loss), p, t));
    return Tensor.full(shape, Tree.leaves(p).getFirst().dtype(), 0);
  }

  private static Unreduced of(Tensor values, @Nullable Tensor counted, @Nullable Tensor shares) {
    return new Unreduced(shares == null ? values : values.mul(shares), counted, shares);
  }

  private static <X> X guard(Loss<?, ?> loss, Domain domain, X tree, String what) {
    return Tree.map(tree, tensor -> domain.guard(tensor, Losses.name(loss) + ": the " + what));
  }

  private static <P, T> Formula shaped(
      Loss<P, T> loss, Signature signature, P prediction, T target, @Nullable Tensor own) {
    String name = Losses.name(loss);
    Map<String, Long> extents = signature.extents(name, prediction, target);
    return given -> {
      P p = prediction;
      T t = target;
      Tensor counted = given;
      if (given != null) {
        counted = Losses.extend(loss, given, signature.masked().shape(extents));
        p = signature.neutralize(p, signature.prediction(), counted);
        t = signature.neutralize(t, signature.target(), counted);
      }
      DType floats = Tree.leaves(p).getFirst().dtype();
      t = loss.adapt(p, signature.adapt(t, signature.target(), floats));
      p = signature.guard(name, p, signature.prediction(), extents);
      t = signature.guard(name, t, signature.target(), extents);
      return formula(loss, p, t, counted, own);
    };
  }

  private static boolean ofBatch(Loss<?, ?> loss, Tensor values) {
    return loss instanceof BatchLoss<?, ?> && values.rank() == 0;
  }

  /** Returns where both hold; null holds everywhere. */
  private static @Nullable Tensor both(
      Loss<?, ?> loss, @Nullable Tensor left, @Nullable Tensor right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    Shape shape = left.rank() >= right.rank() ? left.shape() : right.shape();
    return Losses.extend(loss, left, shape).and(Losses.extend(loss, right, shape));
  }

  /** Returns which values have no NaN in their target. */
  private static <P, T> Tensor present(Loss<P, T> loss, P prediction, T target) {
    if (loss.signature().isEmpty()
        || !(target instanceof Tensor tensor)
        || !tensor.dtype().isFloating()) {
      throw new ThalwegException(
          "%s: missing targets are skipped where the target is one tensor of floats"
              .formatted(Losses.name(loss)));
    }
    Signature signature = loss.signature().get();
    Map<String, Long> extents = signature.extents(Losses.name(loss), prediction, target);
    Axes axes = signature.target().getFirst().axes();
    Tensor missing =
        axes.project(tensor.isNaN(), signature.values(), signature.values().shape(extents));
    if (missing == null) {
      throw new ThalwegException(
          "%s: its targets are not those of single values".formatted(Losses.name(loss)));
    }
    return missing.not();
  }

  /** Returns what a mean of weighted values divides by. */
  Tensor total(Loss<?, ?> loss, Weighting normal, Reduction reduction) {
    if (ofBatch(loss, values)) {
      return counted == null ? Tensor.scalar(1, values.dtype()) : counted.any().to(values.dtype());
    }
    if (shares != null) {
      return factors(loss, normal, reduction).sum();
    }
    Tensor weight = reduction == Reduction.MEAN ? normal.weight() : null;
    if (weight == null && counted == null) {
      return Tensor.scalar((double) values.size(), values.dtype());
    }
    Tensor each = factors(loss, weight);
    long repeats = each.size() == 0 ? 0 : values.size() / each.size();
    return each.sum().mul((double) repeats);
  }

  /** Returns how much each value counts, in the shape of the values. */
  Tensor factors(Loss<?, ?> loss, Weighting normal, Reduction reduction) {
    Tensor weight = reduction == Reduction.MEAN ? normal.weight() : null;
    Tensor each =
        weight == null && counted == null
            ? Tensors.onesLike(values)
            : Losses.extend(loss, factors(loss, weight), values.shape());
    return shares == null ? each : each.mul(shares);
  }

  /** Returns how much values count, in the shape of leading axes. */
  private Tensor factors(Loss<?, ?> loss, @Nullable Tensor weight) {
    if (weight == null || counted == null) {
      Tensor only = weight == null ? counted : weight;
      return java.util.Objects.requireNonNull(only).to(values.dtype());
    }
    Shape shape = weight.rank() >= counted.rank() ? weight.shape() : counted.shape();
    return Tensors.where(
        Losses.extend(loss, counted, shape),
        Losses.extend(loss, weight.to(values.dtype()), shape),
        0);
  }
}
