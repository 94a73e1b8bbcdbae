package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

/** Primitives that move values without changing them. */
public sealed interface Movement extends Primitive {

  /**
   * The same elements in row-major order under another shape.
   *
   * @param shape shape of the result
   */
  record Reshape(Shape shape) implements Movement {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      check(
          input.shape().size() == shape.size(),
          this,
          "%s has %d elements, %s has %d",
          input,
          input.shape().size(),
          shape,
          shape.size());
      return List.of(input.with(shape));
    }
  }

  /**
   * Axes in another order.
   *
   * @param permutation the input's axis that each axis of the result is
   */
  record Transpose(List<Integer> permutation) implements Movement {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      int rank = input.shape().rank();
      boolean valid = permutation.size() == rank;
      long[] extents = new long[rank];
      for (int axis = 0; axis < rank && valid; axis++) {
        int from = permutation.get(axis);
        valid = from >= 0 && from < rank && permutation.indexOf(from) == axis;
        extents[axis] = valid ? input.shape().dim(from) : 0;
      }
      check(valid, this, "%s is no permutation of the axes of %s", permutation, input);
      return List.of(input.with(Shape.of(extents)));
    }
  }

  /**
   * Values repeated along new leading axes and along axes of extent 1.
   *
   * @param shape shape of the result
   */
  record Broadcast(Shape shape) implements Movement {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      check(input.shape().broadcastsTo(shape), this, "%s does not stretch to %s", input, shape);
      return List.of(input.with(shape));
    }
  }

  /**
   * A regular cut: along each axis the elements start, start + step, ... below limit.
   *
   * @param starts first index per axis
   * @param limits end per axis, exclusive
   * @param steps distance per axis, 1 or more
   */
  record Slice(List<Long> starts, List<Long> limits, List<Long> steps) implements Movement {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      int rank = input.shape().rank();
      check(
          starts.size() == rank && limits.size() == rank && steps.size() == rank,
          this,
          "needs a start, a limit and a step for each axis of %s",
          input);
      long[] extents = new long[rank];
      for (int axis = 0; axis < rank; axis++) {
        long start = starts.get(axis);
        long limit = limits.get(axis);
        check(
            0 <= start && start <= limit && limit <= input.shape().dim(axis) && steps.get(axis) > 0,
            this,
            "[%d:%d:%d] is not within axis %d of %s",
            start,
            limit,
            steps.get(axis),
            axis,
            input);
        extents[axis] = (limit - start + steps.get(axis) - 1) / steps.get(axis);
      }
      return List.of(input.with(Shape.of(extents)));
    }
  }

  /**
   * Some axes in reverse order.
   *
   * @param axes the axes, ascending
   */
  record Flip(List<Integer> axes) implements Movement {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Rules.axes(this, inputs.getFirst(), axes);
      return inputs;
    }
  }

  /**
   * A frame of one value around and between the elements.
   *
   * @param low elements before each axis
   * @param high elements after each axis
   * @param interior elements between neighbours of each axis
   * @param value the value, which must be representable in the input's type
   */
  record Pad(List<Long> low, List<Long> high, List<Long> interior, double value)
      implements Movement {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      int rank = input.shape().rank();
      check(
          low.size() == rank && high.size() == rank && interior.size() == rank,
          this,
          "needs low, high and interior for each axis of %s",
          input);
      long[] extents = new long[rank];
      for (int axis = 0; axis < rank; axis++) {
        check(
            low.get(axis) >= 0 && high.get(axis) >= 0 && interior.get(axis) >= 0,
            this,
            "amounts of axis %d are negative",
            axis);
        long extent = input.shape().dim(axis);
        extents[axis] =
            low.get(axis) + extent + Math.max(0, extent - 1) * interior.get(axis) + high.get(axis);
      }
      return List.of(input.with(Shape.of(extents)));
    }
  }

  /**
   * Tensors one after another along an axis; all other extents agree.
   *
   * @param axis the axis
   */
  record Concat(int axis) implements Movement {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec first = inputs.getFirst();
      check(
          axis >= 0 && axis < first.shape().rank(),
          this,
          "axis %d of %s does not exist",
          axis,
          first);
      long extent = 0;
      for (Spec input : inputs) {
        check(
            input.dtype() == first.dtype()
                && input.shape().rank() == first.shape().rank()
                && input.shape().without(axis).equals(first.shape().without(axis)),
            this,
            "along axis %d, %s does not continue %s",
            axis,
            input,
            first);
        extent += input.shape().dim(axis);
      }
      return List.of(first.with(first.shape().with(axis, extent)));
    }
  }
}
