package org.thalweg.engine.vector.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Source;
import org.thalweg.api.graph.Unary;
import org.thalweg.engine.vector.codegen.KernelCode;
import org.thalweg.engine.vector.codegen.KernelCode.Access;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Mode;
import org.thalweg.engine.vector.codegen.KernelCode.Operand;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.codegen.Kernels;
import org.thalweg.engine.vector.codegen.RowSplit;
import org.thalweg.engine.vector.fuse.Formula;
import org.thalweg.engine.vector.fuse.Group;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.ir.Layout;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneBuilder;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.OneOfRow;
import org.thalweg.engine.vector.lane.Op;
import org.thalweg.engine.vector.lane.PointLanes;

/** Makes a group into a loop, and into copies of operands that the loop cannot walk. */
final class LoopPlanner {
  /** Memory that a loop walks, by its strides over the group's space. */
  private record Walk(Value base, long offset, List<Long> strides, boolean counter) {
    long[] steps() {
      return LoopSpace.unboxed(strides);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Walk that
          && base.equals(that.base)
          && offset == that.offset
          && strides.equals(that.strides)
          && counter == that.counter;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * base.hashCode() + strides.hashCode()) + Long.hashCode(offset);
    }
  }

  /** Elements of a row up to which what is once per row counts. */
  private static final long SHORT_ROW = 256;

  /** Rows from which on several passes over them pay for the making of several kernels. */
  private static final long MANY_ROWS = 256;

  private final Group group;
  private final Set<Value> stored;
  private final Function<Value, Buffer> buffers;
  private final Consumer<Step> steps;
  private final long[] space;
  private final Counters counters;

  private final Map<Walk, Integer> walks = new LinkedHashMap<>();
  private final Map<Walk, Buffer> copies = new HashMap<>();

  private LoopPlanner(
      Group group, Set<Value> stored, Function<Value, Buffer> buffers, Consumer<Step> steps) {
    this.group = group;
    this.stored = stored;
    this.buffers = buffers;
    this.steps = steps;
    this.space = group.space();
    this.counters = new Counters(group);
  }

  /**
   * Plans a group.
   *
   * @param stored values that others read
   * @param buffers gives each value its memory
   * @param steps takes the steps, in order
   */
  static void plan(
      Group group, Set<Value> stored, Function<Value, Buffer> buffers, Consumer<Step> steps) {
    new LoopPlanner(group, stored, buffers, steps).plan();
  }

  private void plan() {
    List<Value> values = group.values();
    for (Value value : values) {
      for (Walk walk : operandWalks(value)) {
        walks.putIfAbsent(walk, walks.size());
      }
    }
    Map<Walk, Walk> walked = walkable();
    List<Walk> operands = new ArrayList<>(new LinkedHashSet<>(walked.values()));
    int inputs = operands.size();
    Map<Value, Integer> outputs = new LinkedHashMap<>();
    for (Value value : values) {
      if (stored.contains(value) && !isParallelTotal(value)) {
        outputs.put(value, operands.size());
        operands.add(outputWalk(value));
      }
    }
    List<long[]> strides = new ArrayList<>();
    for (Walk walk : operands) {
      strides.add(walk.steps());
    }
    LoopSpace loop = LoopSpace.of(space, strides, walls());

    Map<Walk, Integer> numbers = new HashMap<>();
    for (Map.Entry<Walk, Walk> entry : walked.entrySet()) {
      numbers.put(entry.getKey(), operands.indexOf(entry.getValue()));
    }
    Code code = new Code(loop, operands, inputs, numbers);
    for (Value value : values) {
      code.add(value);
    }
    for (Map.Entry<Value, Integer> output : outputs.entrySet()) {
      code.store(output.getKey(), output.getValue());
    }
    steps.accept(code.step());
  }

  private boolean isParallelTotal(Value value) {
    return value instanceof Value.Fold fold && Group.isTotal(fold) && !group.isRowFold(fold);
  }

  /** Axes at which the loop has a meaning: the start of the row, the ends of folded columns. */
  private List<Integer> walls() {
    List<Integer> walls = new ArrayList<>();
    if (group.row() > 0) {
      walls.add(group.row());
    }
    if (group.foldsColumns()) {
      walls.add(group.columnFrom());
      walls.add(group.columnTo());
    }
    return walls;
  }

  // ---- operands

  private List<Walk> operandWalks(Value value) {
    List<Walk> result = new ArrayList<>();
    for (int i = 0; i < value.operands().size(); i++) {
      View operand = counters.operand(value, i);
      if (!group.values().contains(operand.base()) && !(operand.base() instanceof Value.Constant)) {
        result.add(walk(operand));
      }
    }
    if (value instanceof Value.Pointwise point
        && point.primitive() instanceof Source.RandomBits bits) {
      result.add(counter(value, bits));
    }
    return result;
  }

  private Walk walk(View view) {
    return new Walk(view.base(), view.layout().offset(), boxed(view.layout().strides()), false);
  }

  private Walk counter(Value value, Source.RandomBits bits) {
    return new Walk(value, bits.offset(), boxed(Layout.dense(value.dims()).strides()), true);
  }

  /** Returns strides over the group's space; what belongs to rows stands still along the row. */
  private List<Long> boxed(long[] strides) {
    Long[] boxed = new Long[space.length];
    for (int axis = 0; axis < boxed.length; axis++) {
      boxed[axis] = axis < strides.length ? strides[axis] : 0;
    }
    return List.of(boxed);
  }

  private Walk outputWalk(Value value) {
    if (!(value instanceof Value.Fold fold) || group.isRowFold(fold)) {
      return new Walk(value, 0, boxed(Layout.dense(value.dims()).strides()), false);
    }
    long[] dense = Layout.dense(value.dims()).strides();
    long[] strides = new long[space.length];
    int folded = fold.to() - fold.from();
    for (int axis = 0; axis < space.length; axis++) {
      strides[axis] =
          axis < fold.from() ? dense[axis] : axis < fold.to() ? 0 : dense[axis - folded];
    }
    return new Walk(value, 0, boxed(strides), false);
  }

  /** Returns for each operand how the loop walks it, which may be a copy. */
  private Map<Walk, Walk> walkable() {
    Map<Walk, Walk> result = new LinkedHashMap<>();
    for (Walk walk : walks.keySet()) {
      result.put(walk, walk.counter() || isWalkable(walk) ? walk : copy(walk));
    }
    return result;
  }

  /** Returns whether rows, and folded columns, are one axis each and elements are neighbours. */
  private boolean isWalkable(Walk walk) {
    if (space.length == 0) {
      return true;
    }
    long last = walk.strides().getLast();
    if (last != 0 && last != 1) {
      return false;
    }
    if (group.row() >= 0) {
      return isOneAxis(walk, group.row(), space.length);
    }
    return !group.foldsColumns()
        || isOneAxis(walk, group.columnFrom(), group.columnTo())
            && isOneAxis(walk, group.columnTo(), space.length);
  }

  private boolean isOneAxis(Walk walk, int from, int to) {
    for (int axis = from; axis + 1 < to; axis++) {
      if (walk.strides().get(axis) != walk.strides().get(axis + 1) * space[axis + 1]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Copies an operand into memory of its own; axes that it repeats along stay repeated if they can.
   */
  private Walk copy(Walk walk) {
    boolean[] kept = new boolean[space.length];
    for (int axis = 0; axis < space.length; axis++) {
      kept[axis] = walk.strides().get(axis) != 0;
    }
    Walk compact = compacted(walk, kept);
    if (!isWalkable(compact)) {
      Arrays.fill(kept, true);
      compact = compacted(walk, kept);
    }
    int[] axes = IntStream.range(0, space.length).filter(axis -> kept[axis]).toArray();
    Layout source =
        Layout.of(
            walk.offset(),
            Arrays.stream(axes).mapToLong(axis -> space[axis]).toArray(),
            Arrays.stream(axes).mapToLong(axis -> walk.strides().get(axis)).toArray());
    Buffer from = buffers.apply(walk.base());
    Buffer target = new Buffer(from.dtype(), source.size(), "copy of " + from);
    steps.accept(new CopyStep(from, source, target, Layout.dense(source.dims())));
    copies.put(compact, target);
    return compact;
  }

  private Walk compacted(Walk walk, boolean[] kept) {
    Long[] strides = new Long[space.length];
    long step = 1;
    for (int axis = space.length - 1; axis >= 0; axis--) {
      strides[axis] = kept[axis] ? step : 0L;
      step *= kept[axis] ? space[axis] : 1;
    }
    // the number tells copies of different views of one value apart
    return new Walk(walk.base(), -1 - Known.in(walks, walk), List.of(strides), false);
  }

  // ---- code

  /** The kernel's code, value by value. */
  private final class Code {
    private final LoopSpace loop;
    private final List<Walk> operands;
    private final int inputs;
    private final Map<Walk, Integer> numbers;
    private final LaneBuilder builder = new LaneBuilder();
    private final PointLanes points = new PointLanes(builder);
    private final Map<Value, Lane> lanes = new IdentityHashMap<>();
    private final List<LaneType> paramTypes = new ArrayList<>();
    private final List<Long> params = new ArrayList<>();
    private final Map<Value, Lane> constants = new IdentityHashMap<>();
    private final List<Fold> folds = new ArrayList<>();
    private final List<Fold> totals = new ArrayList<>();
    private final List<Value> totalValues = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();

    /** How the rows of each operand lie, where they are made one. */
    private final FlatRows.Lie @Nullable [] flat;

    Code(LoopSpace loop, List<Walk> operands, int inputs, Map<Walk, Integer> numbers) {
      this.loop = loop;
      this.operands = operands;
      this.inputs = inputs;
      this.numbers = numbers;
      boolean folds = group.values().stream().anyMatch(Value.Fold.class::isInstance);
      this.flat =
          folds ? null : FlatRows.lies(loop, k -> k < inputs && fitsVectors(operands.get(k)));
    }

    /** Returns whether an operand's elements could be those of a vector in this loop. */
    private boolean fitsVectors(Walk walk) {
      LaneType type = type(walk);
      return !walk.counter()
          && (type == LaneType.MASK
              || type.bytes() == (group.isWide() ? Long.BYTES : Integer.BYTES));
    }

    private Access access(int operand) {
      if (operands.get(operand).counter()) {
        return Access.COUNTER;
      }
      if (flat != null && flat[operand] == FlatRows.Lie.REPEATED) {
        return Access.ELEMENT;
      }
      return loop.columnStride(operand) == 1 || operand >= inputs && isOneCount()
          ? Access.ELEMENT
          : Access.ROW;
    }

    /** Returns whether the loop has one element, whose number it uses as that of an element. */
    private boolean isOneCount() {
      boolean counts = false;
      for (Walk operand : operands) {
        counts |= operand.counter();
      }
      return space.length == 0 && counts;
    }

    private Lane lane(View view) {
      Value base = view.base();
      if (base instanceof Value.Constant constant) {
        Lane param = constants.get(base);
        if (param == null) {
          param = param(constant);
          constants.put(base, param);
        }
        return param;
      }
      Lane known = lanes.get(base);
      if (known != null) {
        return known;
      }
      int operand = Known.in(numbers, walk(view));
      return builder.load(LaneType.of(base.dtype()), operand, access(operand) == Access.ELEMENT);
    }

    private Lane param(Value.Constant constant) {
      LaneType type = LaneType.of(constant.dtype());
      paramTypes.add(type);
      params.add(bits(type, constant.number()));
      return builder.param(type, params.size() - 1);
    }

    private static long bits(LaneType type, Number number) {
      return switch (type) {
        case F32 -> Float.floatToRawIntBits(number.floatValue());
        case F64 -> Double.doubleToRawLongBits(number.doubleValue());
        case I32, I64, MASK -> number.longValue();
      };
    }

    void add(Value value) {
      switch (value) {
        case Value.Pointwise point -> lanes.put(value, point(point));
        case Value.Fold fold -> fold(fold);
        default -> throw new IllegalArgumentException("no part of a loop: " + value);
      }
    }

    private Lane point(Value.Pointwise value) {
      List<Lane> arguments = new ArrayList<>();
      for (int i = 0; i < value.operands().size(); i++) {
        arguments.add(lane(counters.operand(value, i)));
      }
      if (arguments.size() == 2 && arguments.get(0).type() != arguments.get(1).type()) {
        arguments.replaceAll(lane -> points.fitted(lane, counters.type()));
      }
      return switch (value.primitive()) {
        case Unary unary -> points.unary(unary, LaneType.of(value.dtype()), arguments.getFirst());
        case Binary binary -> points.binary(binary, arguments.get(0), arguments.get(1));
        case Select _ -> points.select(arguments.get(0), arguments.get(1), arguments.get(2));
        case Source.RandomBits bits ->
            points.randomBits(arguments.getFirst(), Known.in(numbers, counter(value, bits)));
        default -> throw new IllegalArgumentException("not element-wise: " + value.primitive());
      };
    }

    private void fold(Value.Fold fold) {
      Lane lane = lane(fold.operand());
      boolean overElements = Arrays.equals(fold.operand().layout().dims(), space);
      Lane folded = overElements ? builder.spread(lane) : lane;
      Lane one = group.isRowFold(fold) && !fold.isMax() ? oneOfRow(folded) : null;
      if (one != null) {
        lanes.put(fold, one);
      } else if (group.isRowFold(fold)) {
        Lane bits = fold.isMax() ? builder.asOrderedBits(folded) : folded;
        folds.add(new Fold(bits, fold.isMax()));
        Lane result =
            builder.reinterpret(builder.folded(bits.type(), folds.size() - 1), lane.type());
        lanes.put(fold, result);
        if (fold.isMax()) {
          builder.isMaximum(result, lane);
        }
      } else if (Group.isTotal(fold)) {
        totals.add(new Fold(folded, fold.isMax()));
        totalValues.add(fold);
      } else {
        lanes.put(fold, lane);
      }
    }

    /**
     * Returns the sum over a row of a lane that is 0 for all elements but one of a known number.
     */
    private @Nullable Lane oneOfRow(Lane summed) {
      if (group.row() != space.length - 1) {
        return null;
      }
      OneOfRow sums = new OneOfRow(builder, this::counts, this::isZero);
      return sums.index(summed)
          .flatMap(index -> sums.sum(summed, index, columns(index.type())))
          .orElse(null);
    }

    /** Returns whether an operand holds the numbers of the elements of a row. */
    private boolean counts(int operand) {
      Walk walk = operands.get(operand);
      return walk.base() instanceof Value.Counting
          && walk.offset() == 0
          && access(operand) == Access.ELEMENT;
    }

    private boolean isZero(Lane lane) {
      return lane.op() instanceof Op.Param(int index) && params.get(index) == 0;
    }

    private Lane columns(LaneType type) {
      paramTypes.add(type);
      params.add(space[space.length - 1]);
      return builder.param(type, params.size() - 1);
    }

    void store(Value value, int operand) {
      Mode mode = Mode.SET;
      if (value instanceof Value.Fold fold && !group.isRowFold(fold)) {
        mode = fold.isMax() ? Mode.MAX : Mode.ADD;
      }
      stores.add(new Store(operand, Known.in(lanes, value), mode));
    }

    LoopStep step() {
      List<Operand> walked = new ArrayList<>();
      for (int k = 0; k < operands.size(); k++) {
        walked.add(new Operand(type(operands.get(k)), access(k)));
      }
      KernelCode code = new KernelCode(walked, paramTypes, folds, totals, stores, hasShortRows());
      List<LoopStep.Memory> memory = new ArrayList<>();
      for (int k = 0; k < operands.size(); k++) {
        Walk walk = operands.get(k);
        Buffer copy = copies.get(walk);
        memory.add(
            new LoopStep.Memory(
                walk.counter() ? null : copy != null ? copy : buffers.apply(walk.base()),
                copy != null ? 0 : walk.offset(),
                k >= inputs));
      }
      List<Buffer> totalBuffers = new ArrayList<>();
      for (Value total : totalValues) {
        totalBuffers.add(buffers.apply(total));
      }
      return new LoopStep(
          code,
          body(code),
          loop,
          memory,
          totalBuffers,
          LoopSpace.unboxed(params),
          group.row() >= 0,
          new Formula(group, stored));
    }

    private boolean hasShortRows() {
      return flat == null && loop.columns() <= SHORT_ROW && loop.rows() >= MANY_ROWS;
    }

    /** Short rows go in passes over many of them, if that is worth it. */
    private LoopBody body(KernelCode code) {
      if (flat != null) {
        return new FlatRows(Kernels.of(code), flat);
      }
      if (group.row() < 0 || !hasShortRows()) {
        return LoopBody.of(Kernels.of(code));
      }
      List<RowSplit.Walk> walks =
          IntStream.range(0, operands.size())
              .mapToObj(loop::rowStride)
              .map(stride ->
                  stride == 1
                      ? RowSplit.Walk.DENSE
                      : stride == 0 ? RowSplit.Walk.FIXED : RowSplit.Walk.OTHER)
              .toList();
      int given = operands.size() + totals.size();
      return RowSplit.of(code, walks)
          .<LoopBody>map(split -> new ShortRows(split, given, loop.columns()))
          .orElseGet(() -> LoopBody.of(Kernels.of(code)));
    }

    private LaneType type(Walk walk) {
      return walk.counter() ? LaneType.I32 : LaneType.of(walk.base().dtype());
    }
  }
}
