package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.Op;

/**
 * A part of what is done with a row, in a method of its own: the compiler takes it apart from the
 * rest. Together they could be more than it is willing to inline, and what it inlines late it makes
 * objects for.
 *
 * <p>The method takes the parameters of {@link LoopKernel#run}, the row, the column, the end of the
 * columns, and the numbers of the row that it needs. Partial results of folds pass through scratch
 * memory.
 */
final class RowPart {
  /** What is done. */
  private enum Kind {
    /** All elements of a phase, from the column to the limit. */
    LOOP,

    /** The end of a row, which fills no vector. */
    REST
  }

  /** More arguments of a call than this many the compiler might not take. */
  private static final int MOST_SCALARS = 32;

  private final Kind kind;
  private final Frame caller;
  private final int phase;
  private final List<Lane> scalars;

  private RowPart(Kind kind, Frame caller, int phase, List<Lane> scalars) {
    this.kind = kind;
    this.caller = caller;
    this.phase = phase;
    this.scalars = scalars;
  }

  /**
   * Returns the loop of a phase, if a method may be given all that it needs.
   *
   * @param scalars the numbers of the row that the phase uses
   */
  static Optional<RowPart> loop(Frame caller, int phase, List<Lane> scalars) {
    return of(Kind.LOOP, caller, phase, scalars);
  }

  /**
   * Returns the end of the rows of a phase, if a method may be given all that it needs.
   *
   * @param scalars the numbers of the row that the phase uses
   */
  static Optional<RowPart> rest(Frame caller, int phase, List<Lane> scalars) {
    return of(Kind.REST, caller, phase, scalars);
  }

  private static Optional<RowPart> of(Kind kind, Frame caller, int phase, List<Lane> scalars) {
    return scalars.size() <= MOST_SCALARS
        ? Optional.of(new RowPart(kind, caller, phase, scalars))
        : Optional.empty();
  }

  /** Returns the name of the method. */
  String name() {
    return kind.name().toLowerCase(Locale.ROOT) + phase;
  }

  /** Returns the type of the method. */
  MethodTypeDesc type() {
    List<ClassDesc> further = new ArrayList<>();
    further.addAll(List.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long));
    scalars.forEach(lane -> further.add(Names.scalar(lane.type())));
    return KernelWriter.RUN.insertParameterTypes(
        KernelWriter.RUN.parameterCount(), further.toArray(ClassDesc[]::new));
  }

  /** Calls the method. */
  void call(CodeBuilder c) {
    c.aload(0).aload(Frame.MEMORY).aload(Frame.OFFSETS).aload(Frame.STRIDES).aload(Frame.PARAMS);
    c.aload(Frame.SCRATCH).lload(Frame.ROWS).lload(Frame.COLUMNS);
    c.lload(caller.row).lload(caller.column).lload(caller.limit);
    scalars.forEach(lane -> c.loadLocal(Names.kind(lane.type()), Known.in(caller.scalars, lane)));
    c.invokevirtual(KernelWriter.VECTOR_KERNEL, name(), type());
  }

  /** Returns the operands that the phase reads or writes. */
  private BitSet operands() {
    BitSet operands = new BitSet();
    for (Lane lane : caller.phases.body(phase)) {
      switch (lane.op()) {
        case Op.Load(int operand) -> operands.set(operand);
        case Op.Counter(int operand, boolean _) -> operands.set(operand);
        default -> {}
      }
    }
    caller.phases.stores(phase).forEach(store -> operands.set(store.operand()));
    for (int operand : caller.phases.readsAhead(phase)) {
      operands.set(operand);
    }
    return operands;
  }

  /** Writes the method's body; returns the methods that it calls. */
  List<RowPart> write(CodeBuilder c, Constants constants) {
    int parameter = KernelWriter.RUN.parameterCount();
    Frame frame = new Frame(c, caller.code, caller.phases);
    frame.row = c.parameterSlot(parameter++);
    frame.column = c.parameterSlot(parameter++);
    frame.limit = c.parameterSlot(parameter++);
    for (Lane lane : scalars) {
      frame.scalars.put(lane, c.parameterSlot(parameter++));
    }
    QuickTier.skip(c, frame.column);
    frame.enter(operands());
    VectorForm form = new VectorForm(frame, new Unroll(caller.phases), constants);
    switch (kind) {
      case LOOP -> form.loopHere(phase);
      case REST -> form.rest(phase);
    }
    c.return_();
    return form.parts();
  }
}
