package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thalweg.engine.vector.codegen.KernelCode.Access;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.lane.Lane;

/**
 * The end of a row, which fills no vector, in a method of its own: the compiler takes it apart from
 * the loop. Together they could be more than it is willing to inline.
 *
 * <p>The method takes the parameters of {@link LoopKernel#run} and the local variables that it
 * needs. The first partial result of each fold passes through scratch memory.
 */
final class Tail {
  /** What a method may be given, in slots. */
  private static final int MOST_SLOTS = 255;

  private static final int OWN_SLOTS = 10;

  private record Passed(TypeKind kind, int local) {
    ClassDesc type() {
      return kind == TypeKind.REFERENCE ? Names.SEGMENT : kind.upperBound();
    }
  }

  private final KernelCode code;
  private final Phases phases;
  private final int phase;
  private final List<Lane> scalars;
  private final List<Passed> passed = new ArrayList<>();

  private Tail(Frame frame, int phase, List<Lane> scalars) {
    this.code = frame.code;
    this.phases = frame.phases;
    this.phase = phase;
    this.scalars = scalars;
    for (int k = 0; k < code.operands().size(); k++) {
      if (hasSegment(k)) {
        passed.add(new Passed(TypeKind.REFERENCE, frame.segments[k]));
      }
      passed.add(new Passed(TypeKind.LONG, frame.offsets[k]));
    }
    passed.add(new Passed(TypeKind.LONG, frame.column));
    passed.add(new Passed(TypeKind.LONG, frame.limit));
    for (int kept : frame.kept) {
      passed.add(new Passed(TypeKind.LONG, kept));
    }
    for (Lane lane : scalars) {
      passed.add(new Passed(Names.kind(lane.type()), Known.in(frame.scalars, lane)));
    }
  }

  /**
   * Returns the end of the rows of a phase, if a method may be given all that it needs.
   *
   * @param scalars the numbers of the row that the phase uses
   */
  static Optional<Tail> of(Frame frame, int phase, List<Lane> scalars) {
    Tail tail = new Tail(frame, phase, scalars);
    int slots = OWN_SLOTS + tail.passed.stream().mapToInt(p -> p.kind.slotSize()).sum();
    return slots <= MOST_SLOTS ? Optional.of(tail) : Optional.empty();
  }

  private boolean hasSegment(int operand) {
    return code.operands().get(operand).access() != Access.COUNTER;
  }

  /** Returns the name of the method. */
  String name() {
    return "tail" + phase;
  }

  /** Returns the type of the method. */
  MethodTypeDesc type() {
    return KernelWriter.RUN.insertParameterTypes(
        KernelWriter.RUN.parameterCount(),
        passed.stream().map(Passed::type).toArray(ClassDesc[]::new));
  }

  /** Calls the method. */
  void call(CodeBuilder c) {
    c.aload(0).aload(Frame.MEMORY).aload(Frame.OFFSETS).aload(Frame.STRIDES).aload(Frame.PARAMS);
    c.aload(Frame.SCRATCH).lload(Frame.ROWS).lload(Frame.COLUMNS);
    passed.forEach(p -> c.loadLocal(p.kind, p.local));
    c.invokevirtual(KernelWriter.VECTOR_KERNEL, name(), type());
  }

  /** Writes the method's body. */
  void write(CodeBuilder c) {
    int operands = code.operands().size();
    Frame frame = new Frame(c, code, phases);
    int parameter = KernelWriter.RUN.parameterCount();
    for (int k = 0; k < operands; k++) {
      if (hasSegment(k)) {
        frame.segments[k] = c.parameterSlot(parameter++);
      }
      frame.offsets[k] = c.parameterSlot(parameter++);
    }
    frame.column = c.parameterSlot(parameter++);
    frame.limit = c.parameterSlot(parameter++);
    for (int i = 0; i < frame.kept.length; i++) {
      frame.kept[i] = c.parameterSlot(parameter++);
    }
    for (Lane lane : scalars) {
      frame.scalars.put(lane, c.parameterSlot(parameter++));
    }
    QuickTier.skip(c, frame.column);
    NativeSegment.check(c, Frame.SCRATCH);
    for (int k = 0; k < operands; k++) {
      if (hasSegment(k)) {
        NativeSegment.check(c, frame.segments[k]);
      }
    }
    new VectorForm(frame, new Unroll(phases)).tail(phase);
    c.return_();
  }
}
