package org.thalweg.engine.vector.codegen;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/**
 * What a kernel does with each row of its operands. Equal code is the same kernel, whatever the
 * extents and numbers that it runs with.
 *
 * @param operands memory that it reads and writes
 * @param params types of the numbers that a run is given
 * @param folds row-wise folds, by number
 * @param totals folds over all rows of a run
 * @param stores what is written where
 * @param shortRows whether rows have few elements, so that what comes at the end of each counts
 */
public record KernelCode(
    List<Operand> operands,
    List<LaneType> params,
    List<Fold> folds,
    List<Fold> totals,
    List<Store> stores,
    boolean shortRows) {

  /** How an operand is walked. */
  public enum Access {
    /** One element per row. */
    ROW,
    /** Neighbouring elements along the row. */
    ELEMENT,
    /** No memory: the number of the element. */
    COUNTER
  }

  /** Memory of a type, walked in a way. */
  public record Operand(LaneType type, Access access) {
    @Override
    public String toString() {
      return type + " " + access;
    }
  }

  /** The sum or the largest of a lane. */
  public record Fold(Lane lane, boolean max) {
    /** Returns the type of what is kept between blocks of elements: sums of floats are doubles. */
    public LaneType keptType() {
      return lane.type() == LaneType.F32 && !max
          ? LaneType.F64
          : lane.type() == LaneType.I32 && !max ? LaneType.I64 : lane.type();
    }

    @Override
    public String toString() {
      return (max ? "max v" : "sum v") + lane.id();
    }
  }

  /** What a store does with the value that is there. */
  public enum Mode {
    SET,
    ADD,
    MAX
  }

  /** A lane written to an operand. */
  public record Store(int operand, Lane lane, Mode mode) {
    @Override
    public String toString() {
      return mode + " " + operand + " = v" + lane.id();
    }
  }

  /** Returns all lanes that the kernel needs, arguments first. */
  public List<Lane> lanes() {
    SequencedSet<Lane> needed = new LinkedHashSet<>();
    List<Lane> open = new ArrayList<>();
    for (Fold fold : folds) {
      open.add(fold.lane);
    }
    for (Fold total : totals) {
      open.add(total.lane);
    }
    for (Store store : stores) {
      open.add(store.lane);
    }
    while (!open.isEmpty()) {
      Lane lane = open.removeLast();
      if (needed.add(lane)) {
        open.addAll(lane.arguments());
        if (lane.op() instanceof Op.Folded(int fold)) {
          open.add(folds.get(fold).lane());
        }
      }
    }
    List<Lane> lanes = new ArrayList<>(needed);
    lanes.sort(Lane.BY_ID);
    return lanes;
  }

  /**
   * Returns the width of the lanes that differ between elements and of those that are stored for
   * each element, or null if widths are mixed.
   */
  public @Nullable Integer width() {
    Set<LaneType> types = EnumSet.noneOf(LaneType.class);
    for (Lane lane : lanes()) {
      if (lane.isPerElement()) {
        types.add(lane.type());
      }
    }
    for (Store store : stores) {
      if (operands.get(store.operand).access == Access.ELEMENT) {
        types.add(store.lane.type());
      }
    }
    types.remove(LaneType.MASK);
    Integer width = null;
    for (LaneType type : types) {
      if (width != null && width != type.bytes()) {
        return null;
      }
      width = type.bytes();
    }
    return width == null ? Integer.valueOf(4) : width;
  }

  /** Returns the whole as text; equal texts are equal kernels. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, "", operands);
    append(text, "", params);
    append(text, "", lanes());
    append(text, "fold ", folds);
    append(text, "total ", totals);
    append(text, "", stores);
    append(text, "", shortRows ? List.of("short rows") : List.of());
    return text.toString();
  }

  private static void append(StringBuilder text, String what, List<?> lines) {
    for (Object line : lines) {
      text.append(text.isEmpty() ? "" : "\n").append(what).append(line);
    }
  }
}
