package org.thalweg.engine.vector.run;

import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Unary;
import org.thalweg.engine.vector.fuse.Group;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * The numbers 0, 1, 2 and so on as wide as what else a loop computes for each element: vectors have
 * lanes of one width, and labels and lengths are of either.
 */
final class Counters {
  private final DType type;

  Counters(Group group) {
    this.type = group.isWide() ? DType.INT64 : DType.INT32;
  }

  /** Returns an operand of a value, where it counts in the loop's width. */
  View operand(Value value, int index) {
    View view = value.operands().get(index);
    return view.base() instanceof Value.Counting counting
            && !counting.dtype().isFloating()
            && counting.size() < Integer.MAX_VALUE
            && mayCountOtherwise(value, index)
        ? new View(counting.as(type), view.layout())
        : view;
  }

  /** Returns whether the width of a counting operand makes no difference to a value. */
  private static boolean mayCountOtherwise(Value value, int index) {
    if (!(value instanceof Value.Pointwise point)) {
      return false;
    }
    return switch (point.primitive()) {
      case Unary.Cast _ -> value.dtype().isFloating();
      case Binary.Equal _, Binary.Less _, Binary.LessEqual _ -> {
        View other = value.operands().get(1 - index);
        int last = other.layout().rank() - 1;
        yield other.base() instanceof Value.Counting
            || last < 0
            || other.layout().stride(last) == 0;
      }
      default -> false;
    };
  }

  /** Returns the loop's width, for integers that are compared with those that count. */
  LaneType type() {
    return LaneType.of(type);
  }
}
