package org.thalweg.api.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.thalweg.api.Checks;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Source;

/** Functions of several tensors, and of none. Made for static import. */
public final class Tensors {
  private Tensors() {}

  /** Returns, element by element, the second value where the condition holds, else the third. */
  public static Tensor where(Tensor condition, Tensor then, Tensor otherwise) {
    Shape shape =
        Shape.broadcast(condition.shape(), Shape.broadcast(then.shape(), otherwise.shape()));
    return Tensor.record(
        new Select(),
        Ops.broadcast(condition, shape),
        Ops.broadcast(then, shape),
        Ops.broadcast(otherwise, shape));
  }

  /** Returns a value where the condition holds, else a number. */
  public static Tensor where(Tensor condition, Tensor then, double otherwise) {
    return where(condition, then, Tensor.scalar(otherwise, then.dtype()));
  }

  /** Returns a number where the condition holds, else a value. */
  public static Tensor where(Tensor condition, double then, Tensor otherwise) {
    return where(condition, Tensor.scalar(then, otherwise.dtype()), otherwise);
  }

  /** Returns the larger of two tensors, element by element. */
  public static Tensor maximum(Tensor left, Tensor right) {
    return left.maximum(right);
  }

  /** Returns the smaller of two tensors, element by element. */
  public static Tensor minimum(Tensor left, Tensor right) {
    return left.minimum(right);
  }

  /** Returns log(exp(left) + exp(right)) without overflow, to the digits of the larger one. */
  public static Tensor logAddExp(Tensor left, Tensor right) {
    Tensor first = left.ge(right);
    Tensor large = where(first, left, right);
    Tensor small = where(first, right, left);
    Tensor equalInfinities = left.eq(right).and(left.isFinite().not());
    Tensor below = where(equalInfinities, Double.NEGATIVE_INFINITY, small.sub(large));
    return large.add(below.softplus());
  }

  /** Returns tensors one after another along an axis. */
  public static Tensor concat(int axis, Tensor... tensors) {
    return concat(axis, List.of(tensors));
  }

  /**
   * Returns tensors one after another along an axis.
   *
   * @throws ThalwegException if there are none, or they differ along another axis
   */
  public static Tensor concat(int axis, List<Tensor> tensors) {
    Checks.require(!tensors.isEmpty(), "concat: takes at least one tensor");
    int along = tensors.getFirst().shape().axis(axis);
    return tensors.size() == 1
        ? tensors.getFirst()
        : Tensor.recordAll(new Movement.Concat(along), tensors).getFirst();
  }

  /** Returns tensors of one shape as slices of a new axis. */
  public static Tensor stack(int axis, Tensor... tensors) {
    Checks.require(tensors.length > 0, "stack: takes at least one tensor");
    return concat(
        axis < 0 ? axis + tensors[0].rank() + 1 : axis,
        Arrays.stream(tensors).map(tensor -> tensor.unsqueeze(axis)).toList());
  }

  /** Returns 0, 1, 2 and so on, {@code count} numbers. */
  public static Tensor arange(long count, DType dtype) {
    return Tensor.record(new Source.Iota(new Spec(Shape.of(count), dtype), 0));
  }

  /** Returns the square matrix with ones on its diagonal. */
  public static Tensor eye(long size, DType dtype) {
    Tensor rows = arange(size, DType.INT64).unsqueeze(1);
    return rows.eq(arange(size, DType.INT64)).to(dtype);
  }

  /** Returns zeros in the shape and type of a tensor. */
  public static Tensor zerosLike(Tensor tensor) {
    return Ops.like(tensor, 0);
  }

  /** Returns ones in the shape and type of a tensor. */
  public static Tensor onesLike(Tensor tensor) {
    return Ops.like(tensor, 1);
  }

  /** Returns one value in the shape and type of a tensor. */
  public static Tensor fullLike(Tensor tensor, double value) {
    return Ops.like(tensor, value);
  }

  /**
   * Returns the cross-correlation of images with filters; see {@link Contraction.Conv}.
   *
   * @param image [N, C, D1, ...]
   * @param filter [O, C / groups, K1, ...]
   * @param strides step of the filter per spatial axis
   * @param dilations distance of its taps per spatial axis
   * @param groups number of groups of channels
   */
  public static Tensor conv(
      Tensor image, Tensor filter, List<Long> strides, List<Long> dilations, int groups) {
    return Tensor.record(
        new Contraction.Conv(List.copyOf(strides), List.copyOf(dilations), groups), image, filter);
  }

  /** Returns the sum of tensors of one shape. */
  public static Tensor sum(Stream<Tensor> tensors) {
    return tensors.reduce(Tensor::add).orElseGet(() -> Tensor.scalar(0));
  }
}
