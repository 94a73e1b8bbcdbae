package org.thalweg.engine.vector.codegen;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Mode;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/** Writes the class of a kernel: the loop over rows, and what a row needs besides its elements. */
final class KernelWriter {
  private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();

  /** The type of {@link LoopKernel#run}. */
  static final MethodTypeDesc RUN =
      Names.method(
          ConstantDescs.CD_void,
          Names.SEGMENT.arrayType(),
          LONGS,
          LONGS,
          LONGS,
          Names.SEGMENT,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long);

  static final ClassDesc VECTOR_KERNEL = kernel("VectorKernel");

  private final KernelCode code;
  private final Phases phases;
  private final Frame frame;
  private final CodeBuilder c;
  private final ScalarOps scalars;
  private final ElementForm form;

  private KernelWriter(CodeBuilder c, KernelCode code, boolean vector, Constants constants) {
    this.c = c;
    this.code = code;
    this.phases = new Phases(code);
    this.frame = new Frame(c, code, phases);
    this.scalars = new ScalarOps(c);
    Unroll unroll = new Unroll(phases);
    if (vector) {
      this.form = new VectorForm(frame, unroll, constants);
    } else if (StagedForm.fits(code, phases)) {
      this.form = new StagedForm(frame);
    } else {
      this.form = new ScalarForm(frame, unroll);
    }
  }

  /**
   * Returns the bytes of a class that implements {@link LoopKernel}.
   *
   * @param vector whether elements are taken a vector at a time
   * @param constants takes up what the class data have to hold
   */
  static byte[] write(KernelCode code, boolean vector, Constants constants) {
    Map<String, RowPart> parts = new LinkedHashMap<>();
    return ClassFile.of(
            vector
                ? ClassFile.StackMapsOption.GENERATE_STACK_MAPS
                : ClassFile.StackMapsOption.DROP_STACK_MAPS)
        .build(
            vector ? VECTOR_KERNEL : kernel("ScalarKernel"),
            type -> {
              if (!vector) {
                type.withVersion(ClassFile.JAVA_5_VERSION, 0);
              }
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
              type.withInterfaceSymbols(Names.of(LoopKernel.class));
              type.with(SourceFileAttribute.of(vector ? "vector kernel" : "scalar kernel"));
              type.withMethodBody(
                  ConstantDescs.INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_PUBLIC,
                  OneMethod::construct);
              // a body may be written twice, if its jumps turn out to be far
              Deque<RowPart> left = new ArrayDeque<>();
              Consumer<List<RowPart>> called =
                  list ->
                      list.stream()
                          .filter(part -> parts.putIfAbsent(part.name(), part) == null)
                          .forEach(left::add);
              type.withMethodBody(
                  "run",
                  RUN,
                  ClassFile.ACC_PUBLIC,
                  c -> called.accept(new KernelWriter(c, code, vector, constants).run()));
              while (!left.isEmpty()) {
                RowPart part = left.remove();
                type.withMethodBody(
                    part.name(),
                    part.type(),
                    ClassFile.ACC_FINAL,
                    c -> called.accept(part.write(c, constants)));
              }
              if (vector) {
                type.withMethodBody(
                    "touch",
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_PUBLIC,
                    c -> touch(c, parts.values()));
              }
            });
  }

  /** Writes calls of all methods with arguments that make them return. */
  private static void touch(CodeBuilder c, Collection<RowPart> parts) {
    c.aload(0);
    QuickTier.pushReturning(c, RUN);
    c.invokevirtual(VECTOR_KERNEL, "run", RUN);
    for (RowPart part : parts) {
      c.aload(0);
      QuickTier.pushReturning(c, part.type());
      c.invokevirtual(VECTOR_KERNEL, part.name(), part.type());
    }
    c.return_();
  }

  private static ClassDesc kernel(String name) {
    return ClassDesc.of(LoopKernel.class.getPackageName(), name);
  }

  /** Writes the method; returns the others that it calls. */
  private List<RowPart> run() {
    if (form instanceof VectorForm) {
      QuickTier.skip(c, Frame.ROWS);
    }
    c.lconst_0().lstore(frame.row);
    BitSet all = new BitSet();
    all.set(0, code.operands().size());
    frame.enter(all);
    form.enter();
    computeScalars(Phases.RUN);
    for (int i = 0; i < code.totals().size(); i++) {
      reset(code.totals().get(i), frame.totals[i]);
    }

    Label top = c.newLabel();
    Label end = c.newLabel();
    c.labelBinding(top).lload(frame.row).lload(Frame.ROWS).lcmp().ifge(end);
    row();
    for (int k = 0; k < code.operands().size(); k++) {
      c.lload(frame.offsets[k]).lload(frame.strides[k]).ladd().lstore(frame.offsets[k]);
    }
    c.lload(frame.row).lconst_1().ladd().lstore(frame.row).goto_(top);
    c.labelBinding(end);
    for (int i = 0; i < code.totals().size(); i++) {
      storeTotal(i);
    }
    c.return_();
    return form instanceof VectorForm vectors ? vectors.parts() : List.of();
  }

  private void row() {
    afterPhase(Phases.ROW);
    for (int p = 0; p < phases.count(); p++) {
      if (!phases.body(p).isEmpty() || !phases.stores(p).isEmpty()) {
        elements(p);
      }
      afterPhase(p);
    }
  }

  /** What is one number per row and known once a phase is over. */
  private void afterPhase(int p) {
    computeScalars(p);
    for (Store store : phases.rowStores(p)) {
      storeRow(store);
    }
    for (int i : phases.rowTotals(p)) {
      Fold total = code.totals().get(i);
      c.loadLocal(Names.kind(total.keptType()), frame.totals[i]);
      pushKept(total);
      fold(total, frame.totals[i]);
    }
  }

  private void computeScalars(int p) {
    for (Lane lane : phases.scalars(p)) {
      computeScalar(lane);
    }
  }

  private void computeScalar(Lane lane) {
    switch (lane.op()) {
      case Op.Const _ -> {
        return;
      }
      case Op.Param(int index) -> {
        c.aload(Frame.PARAMS).loadConstant(index).laload();
        fromBits(lane.type());
      }
      case Op.Load(int operand) -> {
        c.aload(frame.segments[operand]);
        frame.pushLayout(lane.type());
        c.lload(frame.offsets[operand]);
        frame.get(lane.type());
      }
      case Op.At(int operand) -> {
        c.aload(frame.segments[operand]);
        frame.pushLayout(lane.type());
        pushScalar(lane.arguments().getFirst());
        frame.shift(lane.type().bytes());
        c.lload(frame.offsets[operand]).ladd();
        frame.get(lane.type());
      }
      case Op.Folded(int fold) -> {
        LaneType kept = code.folds().get(fold).keptType();
        c.loadLocal(Names.kind(kept), frame.folds[fold]);
        c.conversion(Names.kind(kept), Names.kind(lane.type()));
      }
      default -> scalars.push(lane, this::pushScalar);
    }
    int local = c.allocateLocal(Names.kind(lane.type()));
    c.storeLocal(Names.kind(lane.type()), local);
    frame.scalars.put(lane, local);
  }

  /** Replaces the long on the stack by the number with its bits. */
  private void fromBits(LaneType type) {
    switch (type) {
      case F32 ->
          c.l2i()
              .invokestatic(
                  Names.of(Float.class),
                  "intBitsToFloat",
                  Names.method(ConstantDescs.CD_float, ConstantDescs.CD_int));
      case F64 ->
          c.invokestatic(
              Names.of(Double.class),
              "longBitsToDouble",
              Names.method(ConstantDescs.CD_double, ConstantDescs.CD_long));
      case I32, MASK -> c.l2i();
      case I64 -> {}
    }
  }

  private void pushScalar(Lane lane) {
    if (lane.op() instanceof Op.Const(long bits)) {
      frame.pushConstant(lane.type(), bits);
    } else {
      c.loadLocal(Names.kind(lane.type()), Known.in(frame.scalars, lane));
    }
  }

  private void pushKept(Fold fold) {
    pushScalar(fold.lane());
    c.conversion(Names.kind(fold.lane().type()), Names.kind(fold.keptType()));
  }

  private void storeRow(Store store) {
    LaneType type = store.lane().type();
    c.aload(frame.segments[store.operand()]);
    frame.pushLayout(type);
    c.lload(frame.offsets[store.operand()]);
    if (store.mode() != Mode.SET) {
      c.aload(frame.segments[store.operand()]);
      frame.pushLayout(type);
      c.lload(frame.offsets[store.operand()]);
      frame.get(type);
    }
    pushScalar(store.lane());
    if (store.mode() != Mode.SET) {
      frame.fold(type, store.mode() == Mode.MAX);
    }
    frame.set(type);
  }

  // ---- the elements of a row

  private void elements(int p) {
    List<Integer> folds = phases.folds(p);
    for (int i : folds) {
      reset(code.folds().get(i), frame.folds[i]);
    }
    c.lconst_0().lstore(frame.column);
    if (!phases.isBlocked(p)) {
      c.lload(Frame.COLUMNS).lstore(frame.limit);
      block(p);
      return;
    }
    Label top = c.newLabel();
    Label end = c.newLabel();
    c.labelBinding(top).lload(frame.column).lload(Frame.COLUMNS).lcmp().ifge(end);
    c.lload(frame.column).loadConstant((long) Phases.BLOCK).ladd().lload(Frame.COLUMNS);
    c.invokestatic(
        Names.MATH,
        "min",
        Names.method(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long));
    c.lstore(frame.limit);
    block(p);
    c.goto_(top).labelBinding(end);
  }

  private void block(int p) {
    form.loop(p);
    for (int i : phases.folds(p)) {
      Fold fold = code.folds().get(i);
      c.loadLocal(Names.kind(fold.keptType()), frame.folds[i]);
      form.pushCombined(p, fold, i);
      fold(fold, frame.folds[i]);
    }
    for (int i : phases.totals(p)) {
      Fold total = code.totals().get(i);
      c.loadLocal(Names.kind(total.keptType()), frame.totals[i]);
      form.pushCombined(p, total, code.folds().size() + i);
      fold(total, frame.totals[i]);
    }
  }

  private void reset(Fold fold, int local) {
    LaneType kept = fold.keptType();
    frame.pushConstant(kept, Frame.neutral(kept, fold.max()));
    c.storeLocal(Names.kind(kept), local);
  }

  /** Folds the two numbers on the stack into a local variable. */
  private void fold(Fold fold, int local) {
    frame.fold(fold.keptType(), fold.max());
    c.storeLocal(Names.kind(fold.keptType()), local);
  }

  private void storeTotal(int i) {
    LaneType kept = code.totals().get(i).keptType();
    int operand = code.operands().size() + i;
    c.aload(Frame.MEMORY).loadConstant(operand).aaload();
    frame.pushLayout(kept);
    c.aload(Frame.OFFSETS).loadConstant(operand).laload();
    c.loadLocal(Names.kind(kept), frame.totals[i]);
    frame.set(kept);
  }
}
