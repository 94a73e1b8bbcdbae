package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Mode;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/** One element at a time. Partial results of folds lie in scratch memory, one for each lane. */
final class ScalarForm implements ElementForm {
  private final Frame frame;
  private final CodeBuilder c;
  private final ScalarOps ops;
  private final Unroll unroll;
  private final Map<Lane, Integer> elements = new HashMap<>();

  /** The number of the partial result that the element goes to. */
  private final int partial;

  ScalarForm(Frame frame, Unroll unroll) {
    this.frame = frame;
    this.c = frame.c;
    this.ops = new ScalarOps(c);
    this.unroll = unroll;
    this.partial = c.allocateLocal(TypeKind.LONG);
  }

  private void resetPartials(int phase) {
    for (int number : foldNumbers(phase)) {
      Fold fold = fold(number);
      LaneType type = fold.lane().type();
      c.aload(Frame.SCRATCH).loadConstant(unroll.partialOffset(number));
      c.loadConstant(Frame.neutral(type, fold.max()));
      c.loadConstant(type.bytes()).loadConstant(unroll.lanes(phase, type.bytes()));
      c.invokestatic(
          Names.PARTIALS,
          "fill",
          Names.method(
              ConstantDescs.CD_void,
              Names.SEGMENT,
              ConstantDescs.CD_long,
              ConstantDescs.CD_long,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int));
    }
  }

  /** Returns the numbers of a phase's folds, and of its totals, which go on from those of folds. */
  private List<Integer> foldNumbers(int phase) {
    List<Integer> numbers = new ArrayList<>(frame.phases.folds(phase));
    for (int total : frame.phases.totals(phase)) {
      numbers.add(frame.code.folds().size() + total);
    }
    return numbers;
  }

  private Fold fold(int number) {
    int folds = frame.code.folds().size();
    return number < folds
        ? frame.code.folds().get(number)
        : frame.code.totals().get(number - folds);
  }

  @Override
  public void loop(int phase) {
    resetPartials(phase);
    Label top = c.newLabel();
    Label end = c.newLabel();
    c.labelBinding(top).lload(frame.column).lload(frame.limit).lcmp().ifge(end);
    choosePartial(phase);
    body(phase);
    c.lload(frame.column).lconst_1().ladd().lstore(frame.column).goto_(top);
    c.labelBinding(end);
  }

  /** As vectors do it: in turn, and all to the first span where no whole round is left. */
  private void choosePartial(int phase) {
    Integer width = frame.code.width();
    int bytes = width == null ? Long.BYTES : width;
    long span = Machine.SPAN_BYTES / bytes;
    long all = unroll.lanes(phase, bytes);
    Label last = c.newLabel();
    Label chosen = c.newLabel();
    c.lload(frame.column).lload(frame.limit).loadConstant(-all).land().lcmp().ifge(last);
    c.lload(frame.column).loadConstant(all - 1).land().lstore(partial).goto_(chosen);
    c.labelBinding(last);
    c.lload(frame.column).loadConstant(span - 1).land().lstore(partial);
    c.labelBinding(chosen);
  }

  private void body(int phase) {
    elements.clear();
    for (Lane lane : frame.phases.body(phase)) {
      compute(lane, phase);
      if (frame.phases.isKept(lane, phase)) {
        c.aload(Frame.SCRATCH);
        frame.pushLayout(lane.type());
        frame.pushKeptOffset(lane, 0);
        push(lane);
        frame.set(lane.type());
      }
    }
    for (int number : foldNumbers(phase)) {
      accumulate(fold(number), number);
    }
    for (Store store : frame.phases.stores(phase)) {
      store(store);
    }
  }

  private void compute(Lane lane, int phase) {
    if (frame.phases.isReloaded(lane, phase)) {
      c.aload(Frame.SCRATCH);
      frame.pushLayout(lane.type());
      frame.pushKeptOffset(lane, 0);
      frame.get(lane.type());
    } else {
      switch (lane.op()) {
        case Op.Load(int operand) -> {
          c.aload(frame.segments[operand]);
          frame.pushLayout(lane.type());
          frame.pushElementOffset(operand, lane.type(), 0);
          frame.get(lane.type());
        }
        case Op.Counter(int operand, boolean high) -> {
          c.lload(frame.offsets[operand]);
          frame.pushColumn(0);
          c.ladd();
          if (high) {
            c.loadConstant(32).lushr();
          }
          c.l2i();
        }
        default -> ops.push(lane, this::push);
      }
    }
    TypeKind kind = Names.kind(lane.type());
    Integer local = elements.get(lane);
    if (local == null) {
      local = c.allocateLocal(kind);
      elements.put(lane, local);
    }
    c.storeLocal(kind, local);
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

  private void accumulate(Fold fold, int number) {
    LaneType type = fold.lane().type();
    for (int i = 0; i < 2; i++) { // once to write, once to read
      c.aload(Frame.SCRATCH);
      frame.pushLayout(type);
      c.lload(partial);
      frame.shift(type.bytes());
      c.loadConstant(unroll.partialOffset(number)).ladd();
    }
    frame.get(type);
    push(fold.lane());
    frame.fold(type, fold.max());
    frame.set(type);
  }

  private void store(Store store) {
    LaneType type = store.lane().type();
    c.aload(frame.segments[store.operand()]);
    frame.pushLayout(type);
    frame.pushElementOffset(store.operand(), type, 0);
    if (store.mode() != Mode.SET) {
      c.aload(frame.segments[store.operand()]);
      frame.pushLayout(type);
      frame.pushElementOffset(store.operand(), type, 0);
      frame.get(type);
    }
    push(store.lane());
    if (store.mode() != Mode.SET) {
      frame.fold(type, store.mode() == Mode.MAX);
    }
    frame.set(type);
  }

  @Override
  public void pushCombined(int phase, Fold fold, int number) {
    unroll.pushCombined(frame, phase, fold, number, Names.PARTIALS);
  }
}
