package org.thalweg.engine.vector.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Source;
import org.thalweg.api.graph.Unary;
import org.thalweg.engine.vector.ir.Layout;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;

/**
 * Values that are computed in one loop over a common space.
 *
 * <p>A value of a group is computed for each element of the space, or, once the group folds its
 * last axes (the row), for each row.
 */
public final class Group implements Unit {
  /** Weight from which on a kernel would be too large for the compiler to do well. */
  private static final int HEAVIEST = 160;

  private static final int MOST_FOLDS = 8;
  private static final int MOST_OPERANDS = 24;

  /** A fold of everything is done row by row up to this many elements, else in parallel. */
  private static final long LONGEST_ROW = 1 << 15;

  /** Where a value stands in the loop. */
  public enum Level {
    ELEMENT,
    ROW
  }

  private final long[] space;
  private final SequencedSet<Value> values = new LinkedHashSet<>();

  /** What is read from memory. */
  private final SequencedSet<Value> operands = new LinkedHashSet<>();

  /** The first axis of the row, if a fold over rows is among the values; else -1. */
  private int row = -1;

  /** The axes folded away from within the space, if such a fold is among the values; else -1. */
  private int columnFrom = -1;

  private int columnTo = -1;
  private int weight;
  private int folds;

  /** How wide the numbers are that the loop computes with, as types of floats. */
  private final Set<DType> widths = EnumSet.noneOf(DType.class);

  Group(long[] space) {
    this.space = space.clone();
  }

  /** Returns the extents of the loop. */
  public long[] space() {
    return space.clone();
  }

  /** Returns the number of elements of the loop. */
  long size() {
    return Layout.dense(space).size();
  }

  @Override
  public List<Value> values() {
    return List.copyOf(values);
  }

  /** Returns the first axis of the row; without folds over rows, -1. */
  public int row() {
    return row;
  }

  /** Returns whether the group folds leading or middle axes. */
  public boolean foldsColumns() {
    return columnFrom >= 0;
  }

  /** Returns the first axis that is folded away from within the space. */
  public int columnFrom() {
    return columnFrom;
  }

  /** Returns the end of the axes that are folded away from within the space. */
  public int columnTo() {
    return columnTo;
  }

  /** Returns where a value of the group stands. */
  public Level level(Value value) {
    if (value instanceof Value.Fold fold) {
      return isRowFold(fold) ? Level.ROW : Level.ELEMENT;
    }
    return Arrays.equals(value.dims(), space) ? Level.ELEMENT : Level.ROW;
  }

  /** Returns whether a fold's result is known at the end of each row. */
  public boolean isRowFold(Value.Fold fold) {
    return row >= 0
        && fold.from() == row
        && fold.to() == space.length
        && Arrays.equals(fold.operand().layout().dims(), space);
  }

  /** Returns whether a fold takes all that there is. */
  public static boolean isTotal(Value.Fold fold) {
    return fold.dims().length == 0;
  }

  /** Returns whether a value of the group is known only once the whole group has run. */
  public boolean isKnownAfter(Value value) {
    return value instanceof Value.Fold fold && !isRowFold(fold);
  }

  private long[] rows() {
    return Arrays.copyOf(space, row);
  }

  /** Returns the extents that a value is computed over. */
  static long[] spaceOf(Value value) {
    return value instanceof Value.Fold fold ? fold.operand().layout().dims() : value.dims();
  }

  /** Adds a value if the group can compute it; returns whether it has. */
  boolean add(Value value) {
    if (!fits(value)) {
      return false;
    }
    if (value instanceof Value.Fold fold && Arrays.equals(spaceOf(fold), space)) {
      if (fold.to() == space.length && !isParallelTotal(fold)) {
        row = fold.from();
      } else if (!isTotal(fold)) {
        columnFrom = fold.from();
        columnTo = fold.to();
      }
    }
    values.add(value);
    widths.addAll(widths(value));
    weight += weight(value);
    folds += value instanceof Value.Fold ? 1 : 0;
    operands.addAll(operands(value));
    return true;
  }

  private boolean isParallelTotal(Value.Fold fold) {
    return isTotal(fold)
        && row != 0
        && (row > 0 || foldsColumns() || fold.operand().layout().size() > LONGEST_ROW);
  }

  private boolean fits(Value value) {
    if (!values.isEmpty()
        && (weight + weight(value) > HEAVIEST || tooMany(value) || mixes(value))) {
      return false;
    }
    long[] own = spaceOf(value);
    boolean atElements = Arrays.equals(own, space);
    boolean atRows = row >= 0 && Arrays.equals(own, rows());
    if (!atElements && !atRows) {
      return false;
    }
    boolean readsOwn = false;
    for (View operand : value.operands()) {
      if (!reachable(operand, atElements)) {
        return false;
      }
      readsOwn |= values.contains(operand.base());
    }
    if (value instanceof Value.Pointwise point && point.primitive() instanceof Source.RandomBits) {
      return atElements;
    }
    if (!(value instanceof Value.Fold fold)) {
      return atElements || readsOwn;
    }
    if (!atElements) {
      return isTotal(fold) && values.contains(fold.operand().base());
    }
    if (isParallelTotal(fold)) {
      return true;
    }
    if (fold.to() == space.length) {
      return !foldsColumns() && (row < 0 || row == fold.from());
    }
    return row < 0 && (columnFrom < 0 || columnFrom == fold.from() && columnTo == fold.to());
  }

  /** Returns whether the loop's numbers take eight bytes, or some of them. */
  public boolean isWide() {
    return widths.contains(DType.FLOAT64);
  }

  /** Returns whether a value would mix numbers of four and of eight bytes, which no vector does. */
  private boolean mixes(Value value) {
    Set<DType> own = widths(value);
    return !own.isEmpty() && !widths.isEmpty() && !own.equals(widths);
  }

  /**
   * Returns how wide the floats are that a value is made from, the integers of single elements, and
   * its own numbers. Integers of rows, such as labels, are single numbers beside vectors; those
   * that count are as wide as what they are compared with.
   */
  private Set<DType> widths(Value value) {
    Set<DType> found = EnumSet.noneOf(DType.class);
    boolean ofElements = Arrays.equals(spaceOf(value), space);
    add(found, value, ofElements && !(value instanceof Value.Fold));
    for (View operand : value.operands()) {
      int last = operand.layout().rank() - 1;
      boolean moves = last >= 0 && operand.layout().stride(last) != 0;
      add(
          found,
          operand.base(),
          ofElements && moves && !(operand.base() instanceof Value.Counting));
    }
    return found;
  }

  private static void add(Set<DType> widths, Value value, boolean ofElements) {
    if (value.size() > 1 && (ofElements || value.dtype().isFloating())) {
      switch (value.dtype()) {
        case FLOAT32, INT32 -> widths.add(DType.FLOAT32);
        case FLOAT64, INT64 -> widths.add(DType.FLOAT64);
        case BOOL -> {}
      }
    }
  }

  private boolean tooMany(Value value) {
    return value instanceof Value.Fold && folds >= MOST_FOLDS
        || operands.size() + operands(value).size() > MOST_OPERANDS;
  }

  /** Returns the operands of a value that are read from memory and are not so yet. */
  private SequencedSet<Value> operands(Value value) {
    SequencedSet<Value> further = new LinkedHashSet<>();
    for (View operand : value.operands()) {
      Value base = operand.base();
      if (!(base instanceof Value.Constant) && !values.contains(base) && !operands.contains(base)) {
        further.add(base);
      }
    }
    return further;
  }

  /** Returns whether what a view shows is memory, or is in a register when it is needed. */
  private boolean reachable(View operand, boolean atElements) {
    if (!values.contains(operand.base())) {
      return true;
    }
    Value base = operand.base();
    if (isKnownAfter(base)) {
      return false;
    }
    Layout layout = operand.layout();
    if (layout.offset() != 0) {
      return false;
    }
    if (level(base) == Level.ELEMENT) {
      return atElements && layout.equals(Layout.dense(space));
    }
    Layout rows = Layout.dense(rows());
    if (!atElements) {
      return layout.equals(rows);
    }
    for (int axis = 0; axis < space.length; axis++) {
      if (layout.stride(axis) != (axis < row ? rows.stride(axis) : 0)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether another group is small enough to be taken over. */
  boolean mayMerge(Group other) {
    return weight + other.weight <= HEAVIEST
        && folds + other.folds <= MOST_FOLDS
        && operandsWith(other) <= MOST_OPERANDS;
  }

  /** Returns whether at least a quarter of what two groups read would be read once instead. */
  boolean sharesMuchWith(Group other) {
    long all = 0;
    long saved = 0;
    for (Value operand : operands) {
      all += operand.size();
      boolean both = other.operands.contains(operand) || other.values.contains(operand);
      saved += both ? operand.size() : 0;
    }
    for (Value operand : other.operands) {
      all += operand.size();
      saved += values.contains(operand) ? operand.size() : 0;
    }
    return 4 * saved >= all;
  }

  /** Returns how many values would be read from memory together with another group. */
  private int operandsWith(Group other) {
    int count = 0;
    for (Value operand : operands) {
      count += other.values.contains(operand) ? 0 : 1;
    }
    for (Value operand : other.operands) {
      count += operands.contains(operand) || values.contains(operand) ? 0 : 1;
    }
    return count;
  }

  /** Takes over the values of another group, which come in order; returns whether all fit. */
  boolean merge(Group other) {
    Group trial = new Group(space);
    List<Value> all = new ArrayList<>(values);
    all.addAll(other.values);
    all.sort(Value.BY_ID);
    for (Value value : all) {
      if (!trial.add(value)) {
        return false;
      }
    }
    values.clear();
    values.addAll(trial.values);
    row = trial.row;
    columnFrom = trial.columnFrom;
    columnTo = trial.columnTo;
    weight = trial.weight;
    folds = trial.folds;
    widths.clear();
    widths.addAll(trial.widths);
    operands.clear();
    operands.addAll(trial.operands);
    return true;
  }

  private static int weight(Value value) {
    if (!(value instanceof Value.Pointwise point)) {
      return 2;
    }
    int factor = value.dtype() == DType.FLOAT64 ? 2 : 1;
    return switch (point.primitive()) {
      case Source.RandomBits _ -> 120;
      case Unary.Exp _, Unary.Expm1 _, Unary.Logistic _ -> 18 * factor;
      case Unary.Log _, Unary.Log1p _, Unary.Softplus _, Unary.Tanh _ -> 26 * factor;
      case Unary.Erf _ -> 36 * factor;
      case Unary.Floor _, Unary.Round _ -> 8;
      case Unary.Sign _ -> 4;
      case Binary.Div _ -> 2;
      default -> 1;
    };
  }
}
