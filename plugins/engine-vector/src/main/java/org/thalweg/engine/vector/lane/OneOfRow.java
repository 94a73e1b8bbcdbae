package org.thalweg.engine.vector.lane;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A sum over a row of which all terms but one are 0, {@code sum_k (k == i ? x_k : 0)}, as the one
 * term that it is: read where it lies, and 0 if there is none of that number.
 */
public final class OneOfRow {
  private final LaneBuilder b;
  private final IntPredicate counting;
  private final Predicate<Lane> isZero;

  /**
   * Looks for such sums.
   *
   * @param counting whether an operand holds 0, 1, 2 and so on along the row
   * @param isZero whether a lane is the number 0
   */
  public OneOfRow(LaneBuilder builder, IntPredicate counting, Predicate<Lane> isZero) {
    this.b = builder;
    this.counting = counting;
    this.isZero = isZero;
  }

  /** Returns the number of the one term that a summed lane has, if it has one. */
  public Optional<Lane> index(Lane summed) {
    if (summed.op() != Op.Basic.PICK
        || !isZero.test(summed.arguments().get(2))
        || summed.arguments().getFirst().op() != Op.Basic.EQ) {
      return Optional.empty();
    }
    List<Lane> sides = summed.arguments().getFirst().arguments();
    for (int i = 0; i < 2; i++) {
      Lane index = sides.get(1 - i);
      if (sides.get(i).isPerElement()
          && sides.get(i).op() instanceof Op.Load(int operand)
          && counting.test(operand)
          && isGiven(index)) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }

  /** Returns whether a lane is known before any element of the row is. */
  private static boolean isGiven(Lane lane) {
    return !lane.isPerElement()
        && !(lane.op() instanceof Op.Folded)
        && lane.arguments().stream().allMatch(OneOfRow::isGiven);
  }

  /**
   * Returns the sum.
   *
   * @param columns the number of elements of a row, of the index's type
   */
  public Optional<Lane> sum(Lane summed, Lane index, Lane columns) {
    Lane first = b.constant(index.type(), 0);
    Lane inside = b.and(b.le(first, index), b.lt(index, columns));
    Lane last = b.sub(columns, b.bits(index.type(), 1));
    Lane safe = b.convert(b.max(first, b.min(index, last)), LaneType.I64);
    Lane term = at(summed.arguments().get(1), safe, new HashMap<>());
    if (term == null) {
      return Optional.empty();
    }
    Lane zero = b.constant(term.type(), 0);
    // a sum that begins with 0 is never -0
    return Optional.of(b.add(b.pick(inside, term, zero), zero));
  }

  /** Returns what a lane is for the element of a number, or null if that is not known. */
  private @Nullable Lane at(Lane lane, Lane index, Map<Lane, Lane> known) {
    if (!lane.isPerElement()) {
      return lane;
    }
    Lane result = known.get(lane);
    if (result != null) {
      return result;
    }
    if (lane.op() instanceof Op.Load(int operand)) {
      result = b.at(lane.type(), operand, index);
    } else if (lane.op() instanceof Op.Counter) {
      return null;
    } else {
      Lane[] arguments = new Lane[lane.arguments().size()];
      for (int i = 0; i < arguments.length; i++) {
        Lane argument = at(lane.arguments().get(i), index, known);
        if (argument == null) {
          return null;
        }
        arguments[i] = argument;
      }
      result = lane.op() == Op.Basic.SPREAD ? arguments[0] : b.again(lane, arguments);
    }
    known.put(lane, result);
    return result;
  }
}
