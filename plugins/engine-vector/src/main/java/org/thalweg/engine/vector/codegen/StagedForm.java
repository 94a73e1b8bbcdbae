package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Mode;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/**
 * One element at a time, in arrays: pieces of rows are copied to the thread's {@link Stage} and
 * back. For kernels without folds, which are most of the work before anything is compiled:
 * interpreted code reads an array in one instruction and a memory segment in hundreds, and what the
 * quick compiler makes of it is a tenth of the size.
 */
final class StagedForm implements ElementForm {
  private static final ClassDesc STAGE = Names.of(Stage.class);

  /** With more the compiler takes long: it looks at each pair of arrays. */
  private static final int MOST_OPERANDS = 12;

  private final Frame frame;
  private final CodeBuilder c;
  private final ScalarOps ops;
  private final Map<Lane, Integer> elements = new HashMap<>();

  /** The local variables that hold arrays, by operand. */
  private final Map<Integer, Integer> read = new LinkedHashMap<>();

  private final Map<Integer, Integer> written = new LinkedHashMap<>();

  /** The number of elements of the piece, and that of the element within it. */
  private final int length;

  private final int index;

  StagedForm(Frame frame) {
    this.frame = frame;
    this.c = frame.c;
    this.ops = new ScalarOps(c);
    this.length = c.allocateLocal(TypeKind.INT);
    this.index = c.allocateLocal(TypeKind.INT);
  }

  /** Returns whether a kernel may take this form. */
  static boolean fits(KernelCode code, Phases phases) {
    return code.folds().isEmpty()
        && code.totals().isEmpty()
        && phases.isSinglePass()
        && code.operands().size() <= MOST_OPERANDS;
  }

  @Override
  public void enter() {
    for (Lane lane : frame.phases.body(0)) {
      if (lane.op() instanceof Op.Load(int operand)) {
        stage(operand, read);
      }
    }
    for (Store store : frame.phases.stores(0)) {
      stage(store.operand(), written);
      if (store.mode() != Mode.SET) {
        read.put(store.operand(), Known.in(written, store.operand()));
      }
    }
  }

  private void stage(int operand, Map<Integer, Integer> arrays) {
    if (!arrays.containsKey(operand)) {
      LaneType type = type(operand);
      c.loadConstant(operand);
      c.invokestatic(STAGE, "array" + type, Names.method(array(type), ConstantDescs.CD_int));
      int local = c.allocateLocal(TypeKind.REFERENCE);
      c.astore(local);
      arrays.put(operand, local);
    }
  }

  private LaneType type(int operand) {
    return frame.code.operands().get(operand).type();
  }

  private static ClassDesc array(LaneType type) {
    return (type == LaneType.MASK ? ConstantDescs.CD_byte : Names.scalar(type)).arrayType();
  }

  private static TypeKind element(LaneType type) {
    return type == LaneType.MASK ? TypeKind.BYTE : Names.kind(type);
  }

  @Override
  public void loop(int phase) {
    Label top = c.newLabel();
    Label end = c.newLabel();
    c.labelBinding(top).lload(frame.column).lload(frame.limit).lcmp().ifge(end);
    c.lload(frame.column).lload(frame.limit);
    c.invokestatic(
        STAGE,
        "length",
        Names.method(ConstantDescs.CD_int, ConstantDescs.CD_long, ConstantDescs.CD_long));
    c.istore(length);
    copy("load", read);
    Label next = c.newLabel();
    Label over = c.newLabel();
    c.iconst_0().istore(index);
    c.labelBinding(next).iload(index).iload(length).if_icmpge(over);
    body(phase);
    c.iinc(index, 1).goto_(next).labelBinding(over);
    copy("store", written);
    c.lload(frame.column).iload(length).i2l().ladd().lstore(frame.column);
    c.goto_(top).labelBinding(end);
  }

  private void copy(String name, Map<Integer, Integer> arrays) {
    for (Map.Entry<Integer, Integer> entry : arrays.entrySet()) {
      int operand = entry.getKey();
      c.aload(entry.getValue()).aload(frame.segments[operand]);
      frame.pushElementOffset(operand, type(operand), 0);
      c.iload(length);
      c.invokestatic(
          STAGE,
          name,
          Names.method(
              ConstantDescs.CD_void,
              array(type(operand)),
              Names.SEGMENT,
              ConstantDescs.CD_long,
              ConstantDescs.CD_int));
    }
  }

  private void body(int phase) {
    elements.clear();
    for (Lane lane : frame.phases.body(phase)) {
      compute(lane);
      int local = c.allocateLocal(Names.kind(lane.type()));
      c.storeLocal(Names.kind(lane.type()), local);
      elements.put(lane, local);
    }
    for (Store store : frame.phases.stores(phase)) {
      store(store);
    }
  }

  private void compute(Lane lane) {
    switch (lane.op()) {
      case Op.Load(int operand) ->
          c.aload(Known.in(read, operand)).iload(index).arrayLoad(element(lane.type()));
      case Op.Counter(int operand, boolean high) -> {
        c.lload(frame.offsets[operand]).lload(frame.column).ladd().iload(index).i2l().ladd();
        if (high) {
          c.loadConstant(32).lushr();
        }
        c.l2i();
      }
      default -> ops.push(lane, this::push);
    }
  }

  private void push(Lane lane) {
    if (lane.isPerElement()) {
      c.loadLocal(Names.kind(lane.type()), Known.in(elements, lane));
    } else if (lane.op() instanceof Op.Const(long bits)) {
      frame.pushConstant(lane.type(), bits);
    } else {
      c.loadLocal(Names.kind(lane.type()), Known.in(frame.scalars, lane));
    }
  }

  private void store(Store store) {
    LaneType type = store.lane().type();
    int array = Known.in(written, store.operand());
    c.aload(array).iload(index);
    if (store.mode() != Mode.SET) {
      c.aload(array).iload(index).arrayLoad(element(type));
    }
    push(store.lane());
    if (store.mode() != Mode.SET) {
      frame.fold(type, store.mode() == Mode.MAX);
    }
    c.arrayStore(element(type));
  }

  @Override
  public void pushCombined(int phase, Fold fold, int number) {
    throw new IllegalStateException("no fold has arrays");
  }
}
