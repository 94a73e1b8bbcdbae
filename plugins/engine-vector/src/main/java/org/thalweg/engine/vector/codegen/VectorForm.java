package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Mode;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.lane.Function;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/**
 * A vector at a time; the end of a row under a mask. Folds keep some vectors of partial results
 * each, which the vectors of a row go to in turn: what is left after whole rounds to those of the
 * first span.
 */
final class VectorForm implements ElementForm {
  /**
   * Lanes up to which the loops of a kernel are one method. With more the compiler would not inline
   * all of them at once; with fewer, calls would be felt where rows are short.
   */
  private static final int MOST_TOGETHER = 80;

  private final Frame frame;
  private final CodeBuilder c;
  private final Unroll unroll;

  /** Elements in a vector. */
  private final int length;

  /** The type whose masks stand for all masks: all have as many lanes. */
  private final LaneType maskType;

  private final LaneType maskInt;
  private final VectorCode vectors;
  private final Spread spread;
  private final NextRow nextRow;
  private final Map<Lane, Integer> elements = new HashMap<>();

  private final Map<Integer, int[]> partials = new HashMap<>();
  private final List<RowPart> parts = new ArrayList<>();
  private final int mask;
  private final int intMask;

  /** The bytes of partial results that vectors go to in turn, where they are in scratch memory. */
  private int round = Machine.SPAN_BYTES;

  VectorForm(Frame frame, Unroll unroll, Constants constants) {
    int width = Objects.requireNonNull(frame.code.width(), "lanes of several widths");
    this.frame = frame;
    this.c = frame.c;
    this.unroll = unroll;
    this.maskType = width == 4 ? LaneType.F32 : LaneType.F64;
    this.maskInt = width == 4 ? LaneType.I32 : LaneType.I64;
    this.vectors = new VectorCode(c);
    this.spread = new Spread(frame, maskType, constants);
    this.nextRow = new NextRow(frame, maskInt);
    this.length = Machine.vectorBytes() / width;
    this.mask = c.allocateLocal(TypeKind.REFERENCE);
    this.intMask = c.allocateLocal(TypeKind.REFERENCE);
  }

  /** Makes vectors of the numbers that a phase's bodies take. */
  private void prepare(int phase, boolean once) {
    spread.leave();
    for (Lane lane : frame.phases.body(phase)) {
      if (!frame.phases.isReloaded(lane, phase)) {
        vectorArguments(lane).forEach(number -> prepare(number, once));
      }
    }
    frame.phases.stores(phase).forEach(store -> prepare(store.lane(), once));
  }

  private void prepare(Lane lane, boolean once) {
    if (lane.isPerElement()) {
      return;
    }
    if (once) {
      spread.prepareOnce(lane);
    } else {
      spread.prepare(lane);
    }
  }

  /** Returns the arguments that an operation takes as vectors. */
  private static List<Lane> vectorArguments(Lane lane) {
    boolean shift =
        lane.op() == Op.Basic.SHL || lane.op() == Op.Basic.SHR || lane.op() == Op.Basic.SAR;
    return shift && lane.arguments().getLast().op() instanceof Op.Const
        ? lane.arguments().subList(0, 1)
        : lane.arguments();
  }

  // ---- folds

  @FunctionalInterface
  private interface FoldAction {
    void accept(Fold fold, int number);
  }

  private void forEachFold(int phase, FoldAction action) {
    KernelCode code = frame.code;
    frame.phases.folds(phase).forEach(i -> action.accept(code.folds().get(i), i));
    frame
        .phases
        .totals(phase)
        .forEach(i -> action.accept(code.totals().get(i), code.folds().size() + i));
  }

  private void resetPartials(int phase) {
    forEachFold(
        phase,
        (fold, number) -> {
          int[] locals = new int[unroll.vectors(phase)];
          for (int i = 0; i < locals.length; i++) {
            locals[i] = c.allocateLocal(TypeKind.REFERENCE);
            LaneType type = fold.lane().type();
            vectors.pushSpecies(type);
            frame.pushConstant(type, Frame.neutral(type, fold.max()));
            vectors.broadcast(type);
            c.astore(locals[i]);
          }
          partials.put(number, locals);
          if (unroll.inMemory(phase)) {
            for (int i = 0; i < unroll.partials(phase); i++) {
              c.aload(locals[0]);
              store(fold, number, i);
            }
          }
        });
  }

  @Override
  public void pushCombined(int phase, Fold fold, int number) {
    if (fold.max()) {
      LaneType type = fold.lane().type();
      pushPartial(fold, number, () -> {});
      for (int i = 1; i < Machine.vectorsOfSpan(); i++) {
        long ahead = (long) i * Machine.vectorBytes();
        pushPartial(fold, number, () -> c.loadConstant(ahead).ladd());
        combine(type, true);
      }
      c.getstatic(Names.OPERATORS, "MAX", Names.OPERATORS.nested("Associative"))
          .invokevirtual(
              Names.vector(type),
              "reduceLanes",
              Names.method(Names.scalar(type), Names.OPERATORS.nested("Associative")));
      return;
    }
    boolean single = fold.lane().type() == LaneType.F32;
    unroll.pushCombined(frame, phase, fold, number, single ? Names.SUMS : Names.PARTIALS);
  }

  // ---- the loop

  @Override
  public void loop(int phase) {
    boolean apart = frame.phases.count() > 1 && frame.code.lanes().size() > MOST_TOGETHER;
    Optional<RowPart> part = apart ? RowPart.loop(frame, phase, used(phase)) : Optional.empty();
    if (part.isPresent()) {
      call(part.get());
    } else {
      loopHere(phase);
    }
  }

  private void call(RowPart part) {
    part.call(c);
    parts.add(part);
    c.lload(frame.limit).lstore(frame.column);
  }

  /** Loops in this method. */
  void loopHere(int phase) {
    resetPartials(phase);
    boolean takesTurns = unroll.folds(phase) && Machine.vectorsOfSpan() > 1;
    if (unroll.inMemory(phase)) {
      vectorsInTurn(phase, unroll.partials(phase) * Machine.vectorBytes());
    } else {
      int vectors = unroll.vectors(phase);
      wholeVectors(phase, vectors);
      if (vectors == 2 && !takesTurns) {
        lastWholeVector(phase);
      } else if (vectors > 2 && !takesTurns) {
        wholeVectors(phase, 1);
      }
      // from here on partial results are in scratch memory alone: no vector is one of two then
      forEachFold(phase, this::spillAll);
    }
    if (takesTurns) {
      vectorsInTurn(phase, Machine.SPAN_BYTES);
    }
    Label done = c.newLabel();
    c.lload(frame.column).lload(frame.limit).lcmp().ifge(done);
    Optional<RowPart> rest = RowPart.rest(frame, phase, used(phase));
    if (rest.isPresent()) {
      call(rest.get());
    } else {
      rest(phase);
      c.lload(frame.limit).lstore(frame.column);
    }
    c.labelBinding(done);
  }

  /** Takes whole vectors, so many at a time. */
  private void wholeVectors(int phase, int turns) {
    Label top = c.newLabel();
    Label end = c.newLabel();
    pushWholeVectorsLeft(turns).ifgt(end);
    Label done = c.newLabel();
    prepare(phase, false);
    nextRow.begin(phase);
    c.labelBinding(top);
    for (int i = 0; i < turns; i++) {
      body(phase, i, i * length, false);
      nextRow.read(i * length);
    }
    c.lload(frame.column).loadConstant((long) turns * length).ladd().lstore(frame.column);
    pushWholeVectorsLeft(turns).ifgt(done).goto_(top);
    c.labelBinding(done);
    nextRow.end();
    c.labelBinding(end);
  }

  /** Takes the whole vector that pairs of them may leave. */
  private void lastWholeVector(int phase) {
    Label end = c.newLabel();
    pushWholeVectorsLeft(1).ifgt(end);
    prepare(phase, true);
    body(phase, 0, 0, false);
    c.lload(frame.column).loadConstant((long) length).ladd().lstore(frame.column);
    c.labelBinding(end);
  }

  /**
   * Takes whole vectors one at a time, with their partial results in scratch memory.
   *
   * @param bytes the partial results that take turns; whole rounds, or of one span all that is left
   */
  private void vectorsInTurn(int phase, int bytes) {
    round = bytes;
    Label top = c.newLabel();
    Label end = c.newLabel();
    int limit = c.allocateLocal(TypeKind.LONG);
    c.lload(frame.limit);
    if (bytes > Machine.SPAN_BYTES) {
      c.loadConstant(-(long) bytes / Machine.vectorBytes() * length).land();
    }
    c.loadConstant((long) length).lsub().lstore(limit);
    c.lload(frame.column).lload(limit).lcmp().ifgt(end);
    prepare(phase, false);
    nextRow.begin(phase);
    c.labelBinding(top);
    forEachFold(phase, this::unspill);
    body(phase, 0, 0, false);
    nextRow.read(0);
    forEachFold(phase, this::spill);
    c.lload(frame.column).loadConstant((long) length).ladd().lstore(frame.column);
    c.lload(frame.column).lload(limit).lcmp().ifle(top);
    nextRow.end();
    c.labelBinding(end);
    round = Machine.SPAN_BYTES;
  }

  /** Compares where so many vectors would end with the limit. */
  private CodeBuilder pushWholeVectorsLeft(int turns) {
    c.lload(frame.column).loadConstant((long) turns * length).ladd();
    return c.lload(frame.limit).lcmp();
  }

  /** Returns the numbers of the row that a phase uses. */
  private List<Lane> used(int phase) {
    SequencedSet<Lane> used = new LinkedHashSet<>();
    for (Lane lane : frame.phases.body(phase)) {
      if (!frame.phases.isReloaded(lane, phase)) {
        used.addAll(lane.arguments());
      }
    }
    frame.phases.stores(phase).forEach(store -> used.add(store.lane()));
    used.removeIf(lane -> lane.isPerElement() || lane.op() instanceof Op.Const);
    return List.copyOf(used);
  }

  /** Returns the methods that loops have called. */
  List<RowPart> parts() {
    return parts;
  }

  /** Puts the partial results of a fold into scratch memory; of a maximum, those of one span. */
  private void spillAll(Fold fold, int number) {
    int[] locals = Known.in(partials, number);
    int kept = fold.max() ? Machine.vectorsOfSpan() : locals.length;
    for (int i = 0; i < kept; i++) {
      c.aload(locals[i]);
      for (int j = i + kept; j < locals.length; j += kept) {
        c.aload(locals[j]);
        combine(fold.lane().type(), true);
      }
      store(fold, number, i);
    }
  }

  /** Writes a vector of partial results of a fold. */
  private void store(Fold fold, int number, int index) {
    c.aload(Frame.SCRATCH);
    c.loadConstant(unroll.partialOffset(number) + (long) index * Machine.vectorBytes());
    into(fold.lane().type(), false);
  }

  /** Puts the partial result of a fold that the column goes to into scratch memory. */
  private void spill(Fold fold, int number) {
    c.aload(Known.in(partials, number)[0]).aload(Frame.SCRATCH);
    c.loadConstant(unroll.partialOffset(number));
    toColumnsTurn(fold);
    into(fold.lane().type(), false);
  }

  /** Takes that partial result out of scratch memory, into a variable of its own. */
  private void unspill(Fold fold, int number) {
    int local = c.allocateLocal(TypeKind.REFERENCE);
    partials.put(number, new int[] {local});
    pushPartial(fold, number, () -> toColumnsTurn(fold));
    c.astore(local);
  }

  /** Adds the place in a round of the vector that starts at the column; maxima take one span. */
  private void toColumnsTurn(Fold fold) {
    if (Machine.vectorsOfSpan() > 1) {
      c.lload(frame.column).loadConstant((long) Machine.vectorBytes() / length).lmul();
      c.loadConstant((fold.max() ? Machine.SPAN_BYTES : round) - 1L).land().ladd();
    }
  }

  /** Pushes the vector of partial results at an offset from the first. */
  private void pushPartial(Fold fold, int number, Runnable addOffset) {
    LaneType type = fold.lane().type();
    vectors.pushSpecies(type);
    c.aload(Frame.SCRATCH).loadConstant(unroll.partialOffset(number));
    addOffset.run();
    from(type, false);
  }

  /** Does what is left of a row, less than a vector, under a mask. */
  void rest(int phase) {
    forEachFold(phase, this::unspill);
    vectors.pushSpecies(maskType);
    c.lload(frame.column)
        .lload(frame.limit)
        .invokeinterface(
            Names.VECTOR_SPECIES,
            "indexInRange",
            Names.method(Names.VECTOR_MASK, ConstantDescs.CD_long, ConstantDescs.CD_long))
        .astore(mask);
    prepare(phase, true);
    c.aload(mask);
    vectors.castMask(maskInt);
    c.astore(intMask);
    body(phase, 0, 0, true);
    forEachFold(phase, this::spill);
  }

  private void body(int phase, int turn, int ahead, boolean masked) {
    elements.clear();
    for (Lane lane : frame.phases.body(phase)) {
      compute(lane, phase, ahead, masked);
      int local = c.allocateLocal(TypeKind.REFERENCE);
      c.astore(local);
      elements.put(lane, local);
      if (frame.phases.isKept(lane, phase)) {
        keep(lane, ahead);
      }
    }
    forEachFold(phase, (fold, number) -> accumulate(fold, number, turn, masked));
    frame.phases.stores(phase).forEach(store -> store(store, ahead, masked));
  }

  private void keep(Lane lane, int ahead) {
    push(lane);
    if (lane.type() == LaneType.MASK) {
      maskToBytes();
      c.aload(Frame.SCRATCH);
      frame.pushKeptOffset(lane, ahead);
      intoBytes(false);
    } else {
      c.aload(Frame.SCRATCH);
      frame.pushKeptOffset(lane, ahead);
      into(lane.type(), false);
    }
  }

  private void compute(Lane lane, int phase, int ahead, boolean masked) {
    if (frame.phases.isReloaded(lane, phase)) {
      reload(lane, ahead);
      return;
    }
    switch (lane.op()) {
      case Op.Load(int operand) -> load(operand, lane.type(), ahead, masked);
      case Op.Counter(int operand, boolean high) -> counter(operand, high, ahead);
      case Op.Basic basic -> basic(basic, lane);
      case Op.Convert() -> convert(lane);
      case Op.Bits() -> bits(lane);
      case Op.Call(var function) -> {
        push(lane.arguments().getFirst());
        push(lane.arguments().getLast());
        c.loadConstant(List.of(Function.values()).indexOf(function)).aload(Frame.SCRATCH);
        ClassDesc vector = Names.vector(lane.type());
        c.invokestatic(
            Names.CALLS,
            "apply",
            Names.method(vector, vector, vector, ConstantDescs.CD_int, Names.SEGMENT));
      }
      case Op.Const _, Op.Param _, Op.At _, Op.Folded _ ->
          throw new IllegalArgumentException("the same for all elements: " + lane);
    }
  }

  /** Pushes a lane as a vector, or as a mask of the kernel's mask type. */
  private void push(Lane lane) {
    if (lane.isPerElement()) {
      c.aload(Known.in(elements, lane));
    } else {
      spread.push(lane);
    }
  }

  // ---- memory

  private void reload(Lane lane, int ahead) {
    if (lane.type() == LaneType.MASK) {
      pushByteSpecies();
      c.aload(Frame.SCRATCH);
      frame.pushKeptOffset(lane, ahead);
      fromBytes();
    } else {
      vectors.pushSpecies(lane.type());
      c.aload(Frame.SCRATCH);
      frame.pushKeptOffset(lane, ahead);
      from(lane.type(), false);
    }
  }

  private void load(int operand, LaneType type, int ahead, boolean masked) {
    if (type == LaneType.MASK) {
      pushByteSpecies();
      c.aload(frame.segments[operand]);
      frame.pushElementOffset(operand, type, ahead);
      if (masked) {
        vectors.pushOrder();
        c.aload(mask);
        castToByteMask();
        c.invokestatic(
            Names.BYTE_VECTOR,
            "fromMemorySegment",
            Names.method(
                Names.BYTE_VECTOR,
                Names.VECTOR_SPECIES,
                Names.SEGMENT,
                ConstantDescs.CD_long,
                Names.ORDER,
                Names.VECTOR_MASK));
        bytesToMask();
      } else {
        fromBytes();
      }
      return;
    }
    vectors.pushSpecies(type);
    c.aload(frame.segments[operand]);
    frame.pushElementOffset(operand, type, ahead);
    from(type, masked);
  }

  /** Reads a vector; stack: species, segment, offset. */
  private void from(LaneType type, boolean masked) {
    if (!masked) {
      vectors.from(type);
      return;
    }
    vectors.pushOrder();
    pushTailMask(type);
    ClassDesc vector = Names.vector(type);
    c.invokestatic(
        vector,
        "fromMemorySegment",
        Names.method(
            vector,
            Names.VECTOR_SPECIES,
            Names.SEGMENT,
            ConstantDescs.CD_long,
            Names.ORDER,
            Names.VECTOR_MASK));
  }

  /** Writes a vector; stack: vector, segment, offset. */
  private void into(LaneType type, boolean masked) {
    if (!masked) {
      vectors.into(type);
      return;
    }
    vectors.pushOrder();
    pushTailMask(type);
    c.invokevirtual(
        Names.vector(type),
        "intoMemorySegment",
        Names.method(
            ConstantDescs.CD_void,
            Names.SEGMENT,
            ConstantDescs.CD_long,
            Names.ORDER,
            Names.VECTOR_MASK));
  }

  private void pushTailMask(LaneType type) {
    c.aload(type.isFloat() ? mask : intMask);
  }

  private void pushByteSpecies() {
    c.getstatic(
        Names.SPECIES, maskType == LaneType.F32 ? "BYTES_4" : "BYTES_8", Names.VECTOR_SPECIES);
  }

  /** Reads bytes as a mask; stack: species, segment, offset. */
  private void fromBytes() {
    vectors.pushOrder();
    c.invokestatic(
        Names.BYTE_VECTOR,
        "fromMemorySegment",
        Names.method(
            Names.BYTE_VECTOR,
            Names.VECTOR_SPECIES,
            Names.SEGMENT,
            ConstantDescs.CD_long,
            Names.ORDER));
    bytesToMask();
  }

  private void bytesToMask() {
    c.getstatic(Names.OPERATORS, "NE", Names.COMPARISON)
        .iconst_0()
        .invokevirtual(
            Names.BYTE_VECTOR,
            "compare",
            Names.method(Names.VECTOR_MASK, Names.COMPARISON, ConstantDescs.CD_byte));
    vectors.castMask(maskType);
  }

  /** Replaces the mask on the stack by bytes of 0 and 1. */
  private void maskToBytes() {
    castToByteMask();
    int bits = c.allocateLocal(TypeKind.REFERENCE);
    c.astore(bits);
    pushByteSpecies();
    c.invokestatic(
        Names.BYTE_VECTOR, "zero", Names.method(Names.BYTE_VECTOR, Names.VECTOR_SPECIES));
    c.iconst_1()
        .aload(bits)
        .invokevirtual(
            Names.BYTE_VECTOR,
            "blend",
            Names.method(Names.BYTE_VECTOR, ConstantDescs.CD_byte, Names.VECTOR_MASK));
  }

  private void castToByteMask() {
    pushByteSpecies();
    c.invokevirtual(
        Names.VECTOR_MASK, "cast", Names.method(Names.VECTOR_MASK, Names.VECTOR_SPECIES));
  }

  /** Writes bytes; stack: vector, segment, offset. */
  private void intoBytes(boolean masked) {
    vectors.pushOrder();
    if (masked) {
      c.aload(mask);
      castToByteMask();
      c.invokevirtual(
          Names.BYTE_VECTOR,
          "intoMemorySegment",
          Names.method(
              ConstantDescs.CD_void,
              Names.SEGMENT,
              ConstantDescs.CD_long,
              Names.ORDER,
              Names.VECTOR_MASK));
    } else {
      c.invokevirtual(
          Names.BYTE_VECTOR,
          "intoMemorySegment",
          Names.method(ConstantDescs.CD_void, Names.SEGMENT, ConstantDescs.CD_long, Names.ORDER));
    }
  }

  private void store(Store store, int ahead, boolean masked) {
    LaneType type = store.lane().type();
    push(store.lane());
    if (type == LaneType.MASK) {
      maskToBytes();
      c.aload(frame.segments[store.operand()]);
      frame.pushElementOffset(store.operand(), type, ahead);
      intoBytes(masked);
      return;
    }
    if (store.mode() != Mode.SET) {
      load(store.operand(), type, ahead, masked);
      combine(type, store.mode() == Mode.MAX);
    }
    c.aload(frame.segments[store.operand()]);
    frame.pushElementOffset(store.operand(), type, ahead);
    into(type, masked);
  }

  // ---- operations

  private void counter(int operand, boolean high, int ahead) {
    int base = c.allocateLocal(TypeKind.LONG);
    c.lload(frame.offsets[operand]);
    frame.pushColumn(ahead);
    c.ladd().lstore(base);
    vectors.pushSpecies(LaneType.I32);
    c.lload(base).l2i();
    vectors.broadcast(LaneType.I32);
    c.getstatic(Names.SPECIES, "IOTA", Names.INT_VECTOR);
    vectors.two("add", LaneType.I32);
    if (!high) {
      return;
    }
    // one more where the low word has wrapped around
    int low = c.allocateLocal(TypeKind.REFERENCE);
    c.astore(low);
    vectors.pushSpecies(LaneType.I32);
    c.lload(base).loadConstant(32).lushr().l2i();
    vectors.broadcast(LaneType.I32);
    c.dup().iconst_1();
    c.invokevirtual(Names.INT_VECTOR, "add", Names.method(Names.INT_VECTOR, ConstantDescs.CD_int));
    c.aload(low).getstatic(Names.OPERATORS, "ULT", Names.COMPARISON);
    c.lload(base).l2i();
    c.invokevirtual(
        Names.INT_VECTOR,
        "compare",
        Names.method(Names.VECTOR_MASK, Names.COMPARISON, ConstantDescs.CD_int));
    vectors.blend(LaneType.I32);
  }

  /**
   * Adds to a partial result. It is the argument of each call, not its receiver: the compiler knows
   * the exact class of a vector that was just made, but not that of one that a loop changes.
   */
  private void accumulate(Fold fold, int number, int turn, boolean masked) {
    LaneType type = fold.lane().type();
    int partial = Known.in(partials, number)[turn];
    push(fold.lane());
    c.aload(partial);
    combine(type, fold.max());
    if (masked) {
      c.aload(partial);
      pushTailMask(type);
      c.invokevirtual(Names.VECTOR_MASK, "not", Names.method(Names.VECTOR_MASK));
      vectors.blend(type);
    }
    c.astore(partial);
  }

  private void combine(LaneType type, boolean max) {
    vectors.two(max ? "max" : "add", type);
  }

  private void basic(Op.Basic op, Lane lane) {
    LaneType type = lane.arguments().getFirst().type();
    if (op == Op.Basic.SPREAD) {
      push(lane.arguments().getFirst());
      return;
    }
    if (type == LaneType.MASK && op != Op.Basic.PICK) {
      logic(op, lane);
      return;
    }
    switch (op) {
      case PICK -> {
        push(lane.arguments().get(2));
        push(lane.arguments().get(1));
        push(lane.arguments().get(0));
        if (lane.type() != maskType) {
          vectors.castMask(lane.type());
        }
        vectors.blend(lane.type());
      }
      case LT, LE, EQ -> {
        push(lane.arguments().get(0));
        c.getstatic(Names.OPERATORS, op.name(), Names.COMPARISON);
        push(lane.arguments().get(1));
        c.invokevirtual(
            Names.vector(type),
            "compare",
            Names.method(Names.VECTOR_MASK, Names.COMPARISON, Names.VECTOR));
        if (type != maskType) {
          vectors.castMask(maskType);
        }
      }
      case SHL, SHR, SAR -> shift(op, lane);
      case FMA -> {
        lane.arguments().forEach(this::push);
        ClassDesc vector = Names.vector(type);
        c.invokevirtual(vector, "fma", Names.method(vector, Names.VECTOR, Names.VECTOR));
      }
      case NEG, ABS, SQRT, NOT -> {
        push(lane.arguments().getFirst());
        vectors.one(op.name().toLowerCase(java.util.Locale.ROOT), type);
      }
      case ADD, SUB, MUL, DIV, MIN, MAX, AND, OR -> {
        lane.arguments().forEach(this::push);
        vectors.two(op.name().toLowerCase(java.util.Locale.ROOT), type);
      }
      case XOR -> {
        push(lane.arguments().get(0));
        c.getstatic(Names.OPERATORS, "XOR", Names.OPERATORS.nested("Associative"));
        push(lane.arguments().get(1));
        ClassDesc vector = Names.vector(type);
        c.invokevirtual(vector, "lanewise", Names.method(vector, Names.BINARY, Names.VECTOR));
      }
      case SPREAD -> throw new IllegalArgumentException("handled above");
    }
  }

  private void logic(Op.Basic op, Lane lane) {
    lane.arguments().forEach(this::push);
    switch (op) {
      case NOT -> c.invokevirtual(Names.VECTOR_MASK, "not", Names.method(Names.VECTOR_MASK));
      case AND, OR, XOR ->
          c.invokevirtual(
              Names.VECTOR_MASK,
              op.name().toLowerCase(java.util.Locale.ROOT),
              Names.method(Names.VECTOR_MASK, Names.VECTOR_MASK));
      default -> throw new IllegalArgumentException("no logic: " + op);
    }
  }

  private void shift(Op.Basic op, Lane lane) {
    String name =
        switch (op) {
          case SHL -> "LSHL";
          case SHR -> "LSHR";
          default -> "ASHR";
        };
    ClassDesc vector = Names.vector(lane.type());
    push(lane.arguments().get(0));
    c.getstatic(Names.OPERATORS, name, Names.BINARY);
    if (lane.arguments().get(1).op() instanceof Op.Const(long bits)) {
      frame.pushConstant(lane.type(), bits);
      c.invokevirtual(
          vector, "lanewise", Names.method(vector, Names.BINARY, Names.scalar(lane.type())));
    } else {
      push(lane.arguments().get(1));
      c.invokevirtual(vector, "lanewise", Names.method(vector, Names.BINARY, Names.VECTOR));
    }
  }

  private void convert(Lane lane) {
    Lane argument = lane.arguments().getFirst();
    push(argument);
    String name = argument.type().name().charAt(0) == 'F' ? "F2I" : "I2F";
    if (lane.type().bytes() == 8) {
      name = argument.type() == LaneType.F64 ? "D2L" : "L2D";
    }
    c.getstatic(Names.OPERATORS, name, Names.CONVERSION);
    c.iconst_0()
        .invokevirtual(
            Names.vector(argument.type()),
            "convert",
            Names.method(Names.VECTOR, Names.CONVERSION, ConstantDescs.CD_int))
        .checkcast(Names.vector(lane.type()));
  }

  private void bits(Lane lane) {
    Lane argument = lane.arguments().getFirst();
    push(argument);
    vectors.reinterpret(argument.type(), lane.type());
  }
}
