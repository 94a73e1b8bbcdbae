package org.thalweg.api.tensor;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Reduction;

/**
 * Reductions over axes; no axes means all. The plain forms drop the axes, the {@code keep} forms
 * leave them at extent 1, so that the result broadcasts against its input.
 */
public sealed interface ReductionOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns the sum over axes. Bools count. */
  default Tensor sum(int... axes) {
    Tensor x = self().dtype() == DType.BOOL ? self().to(DType.INT32) : self();
    List<Integer> folded = Ops.axes(x, axes);
    return folded.isEmpty() ? x : Tensor.record(new Reduction.Sum(folded), x);
  }

  /** Returns the sum over axes, which stay at extent 1. */
  default Tensor sumKeep(int... axes) {
    return Ops.reshape(sum(axes), Ops.kept(self(), Ops.axes(self(), axes)));
  }

  /** Returns the mean over axes; NaN over nothing. */
  default Tensor mean(int... axes) {
    return sum(axes).mul(1.0 / count(axes));
  }

  /** Returns the mean over axes, which stay at extent 1. */
  default Tensor meanKeep(int... axes) {
    return sumKeep(axes).mul(1.0 / count(axes));
  }

  private long count(int... axes) {
    Shape shape = self().shape();
    return Ops.axes(self(), axes).stream().mapToLong(shape::dim).reduce(1, (a, b) -> a * b);
  }

  /** Returns the largest value over axes, NaN if any is; ties share the gradient. */
  default Tensor max(int... axes) {
    List<Integer> folded = Ops.axes(self(), axes);
    return folded.isEmpty() ? self() : Tensor.record(new Reduction.Max(folded), self());
  }

  /** Returns the largest value over axes, which stay at extent 1. */
  default Tensor maxKeep(int... axes) {
    return Ops.reshape(max(axes), Ops.kept(self(), Ops.axes(self(), axes)));
  }

  /** Returns the smallest value over axes, NaN if any is; ties share the gradient. */
  default Tensor min(int... axes) {
    return self().neg().max(axes).neg();
  }

  /** Returns the position of the first of the largest values along an axis, as int32. */
  default Tensor argmax(int axis) {
    return Tensor.record(new Reduction.ArgMax(self().shape().axis(axis)), self());
  }

  /** Returns the position of the first of the smallest values along an axis, as int32. */
  default Tensor argmin(int axis) {
    return self().neg().argmax(axis);
  }

  /** Returns whether all hold, over axes of bools. */
  default Tensor all(int... axes) {
    return self().not().to(DType.INT32).sum(axes).eq(0);
  }

  /** Returns whether any holds, over axes of bools. */
  default Tensor any(int... axes) {
    return self().to(DType.INT32).sum(axes).gt(0);
  }

  /**
   * Returns the mean squared distance from the mean over axes.
   *
   * @param correction what is subtracted from the count: 0 for a population, 1 for a sample
   */
  default Tensor var(int correction, int... axes) {
    Tensor centred = self().sub(meanKeep(axes));
    return centred.square().sum(axes).mul(1.0 / (count(axes) - correction));
  }

  /** Returns the square root of {@link #var}. */
  default Tensor std(int correction, int... axes) {
    return var(correction, axes).sqrt();
  }

  /** Returns the square root of the sum of squares over axes; its gradient at 0 is 0. */
  default Tensor norm(int... axes) {
    Tensor squares = self().square().sum(axes);
    Tensor zero = squares.eq(0);
    Tensor safe = Tensors.where(zero, Ops.like(squares, 1), squares).sqrt();
    return Tensors.where(zero, Ops.like(squares, 0), safe);
  }

  /** Returns log(sum(exp(this))) over an axis, without overflow. */
  default Tensor logSumExp(int axis) {
    return Ops.reshape(logSumExpKeep(axis), self().shape().without(axis));
  }

  /** Returns log(sum(exp(this))) over an axis, which stays at extent 1. */
  default Tensor logSumExpKeep(int axis) {
    Tensor top = maxKeep(axis).stopGradient();
    Tensor finite = Tensors.where(top.isFinite(), top, Ops.like(top, 0));
    return self().sub(finite).exp().sumKeep(axis).log().add(finite);
  }

  /** Returns the values along an axis as shares of one: exp(x) over the sum of exp. */
  default Tensor softmax(int axis) {
    Tensor e = self().sub(maxKeep(axis).stopGradient()).exp();
    return e.div(e.sumKeep(axis));
  }

  /**
   * Returns the logarithm of {@link #softmax}, without underflow. The largest value is taken off
   * first, so that large values of small differences keep their digits.
   */
  default Tensor logSoftmax(int axis) {
    Tensor shifted = self().sub(maxKeep(axis).stopGradient());
    return shifted.sub(shifted.exp().sumKeep(axis).log());
  }

  /** Returns the product over one axis; 1 over nothing. */
  default Tensor prod(int axis) {
    Tensor x = self();
    int folded = x.shape().axis(axis);
    if (x.dim(folded) == 0) {
      return Tensor.full(x.shape().without(folded), x.dtype(), 1);
    }
    while (x.dim(folded) > 1) {
      long half = x.dim(folded) / 2;
      Tensor pairs = x.slice(folded, 0, half).mul(x.slice(folded, half, 2 * half));
      x =
          x.dim(folded) % 2 == 0
              ? pairs
              : Tensors.concat(folded, pairs, x.slice(folded, 2 * half, x.dim(folded)));
    }
    return x.squeeze(folded);
  }
}
