package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.engine.vector.codegen.KernelCode.Access;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;

/** The local variables of a kernel's method, and code that both forms of a kernel share. */
final class Frame {
  // parameters of LoopKernel.run
  static final int MEMORY = 1;
  static final int OFFSETS = 2;
  static final int STRIDES = 3;
  static final int PARAMS = 4;
  static final int SCRATCH = 5;
  static final int ROWS = 6;
  static final int COLUMNS = 8;

  final CodeBuilder c;
  final KernelCode code;
  final Phases phases;
  final int[] segments;
  final int[] offsets;
  final int[] strides;

  /** The number of the row. */
  int row;

  /** The element within the row. */
  int column;

  /** The end of the elements of the innermost loop. */
  int limit;

  /** Lanes that are one number per row or run. */
  final Map<Lane, Integer> scalars = new HashMap<>();

  /** What each fold, and then each total, has come to. */
  final int[] folds;

  final int[] totals;

  /** Where each kept row starts in scratch memory. */
  final int[] kept;

  Frame(CodeBuilder c, KernelCode code, Phases phases) {
    this.c = c;
    this.code = code;
    this.phases = phases;
    int operands = code.operands().size();
    this.segments = locals(operands, TypeKind.REFERENCE);
    this.offsets = locals(operands, TypeKind.LONG);
    this.strides = locals(operands, TypeKind.LONG);
    this.row = c.allocateLocal(TypeKind.LONG);
    this.column = c.allocateLocal(TypeKind.LONG);
    this.limit = c.allocateLocal(TypeKind.LONG);
    this.folds = locals(code.folds());
    this.totals = locals(code.totals());
    this.kept = locals(phases.slots(), TypeKind.LONG);
  }

  /** Begins a method: finds where some operands lie in the row. */
  void enter(BitSet wanted) {
    NativeSegment.check(c, SCRATCH);
    for (int k = wanted.nextSetBit(0); k >= 0; k = wanted.nextSetBit(k + 1)) {
      if (code.operands().get(k).access() != Access.COUNTER) {
        c.aload(MEMORY).loadConstant(k).aaload().astore(segments[k]);
        NativeSegment.check(c, segments[k]);
      }
      c.aload(STRIDES).loadConstant(k).laload().lstore(strides[k]);
      c.aload(OFFSETS).loadConstant(k).laload();
      c.lload(strides[k]).lload(row).lmul().ladd().lstore(offsets[k]);
    }
    for (int slot = 0; slot < kept.length; slot++) {
      c.lload(COLUMNS).loadConstant((long) Long.BYTES).lmul();
      c.loadConstant(127L).ladd().loadConstant(-64L).land();
      c.loadConstant((long) slot).lmul();
      c.loadConstant((long) Phases.HEADER_BYTES).ladd().lstore(kept[slot]);
    }
  }

  private int[] locals(List<Fold> folds) {
    int[] locals = new int[folds.size()];
    for (int i = 0; i < locals.length; i++) {
      locals[i] = c.allocateLocal(Names.kind(folds.get(i).keptType()));
    }
    return locals;
  }

  private int[] locals(int count, TypeKind kind) {
    int[] locals = new int[count];
    for (int i = 0; i < count; i++) {
      locals[i] = c.allocateLocal(kind);
    }
    return locals;
  }

  /** Pushes the layout of elements of a type. */
  void pushLayout(LaneType type) {
    c.getstatic(Names.LAYOUTS, type.name(), Names.layout(type));
  }

  /** Reads an element; stack: segment, layout, offset. */
  void get(LaneType type) {
    ClassDesc element = type == LaneType.MASK ? ConstantDescs.CD_byte : Names.scalar(type);
    c.invokeinterface(
        Names.SEGMENT, "get", Names.method(element, Names.layout(type), ConstantDescs.CD_long));
  }

  /** Writes an element; stack: segment, layout, offset, value. */
  void set(LaneType type) {
    ClassDesc element = type == LaneType.MASK ? ConstantDescs.CD_byte : Names.scalar(type);
    if (type == LaneType.MASK) {
      c.i2b();
    }
    c.invokeinterface(
        Names.SEGMENT,
        "set",
        Names.method(ConstantDescs.CD_void, Names.layout(type), ConstantDescs.CD_long, element));
  }

  /** Pushes where an element of the row lies in an operand: {@code ahead} after the current one. */
  void pushElementOffset(int operand, LaneType type, int ahead) {
    c.lload(offsets[operand]);
    pushColumn(ahead);
    shift(type.bytes());
    c.ladd();
  }

  void pushColumn(int ahead) {
    c.lload(column);
    if (ahead != 0) {
      c.loadConstant((long) ahead).ladd();
    }
  }

  /** Multiplies the long on the stack by a power of two. */
  void shift(int factor) {
    if (factor > 1) {
      c.loadConstant(Integer.numberOfTrailingZeros(factor)).lshl();
    }
  }

  /** Pushes where an element of a kept row lies in scratch memory. */
  void pushKeptOffset(Lane lane, int ahead) {
    c.lload(kept[phases.slot(lane)]);
    pushColumn(ahead);
    shift(lane.type().bytes());
    c.ladd();
  }

  void pushConstant(LaneType type, long bits) {
    switch (type) {
      case F32 -> c.loadConstant(Float.intBitsToFloat((int) bits));
      case F64 -> c.loadConstant(Double.longBitsToDouble(bits));
      case I32, MASK -> c.loadConstant((int) bits);
      case I64 -> c.loadConstant(bits);
    }
  }

  /** Returns the bits of what a fold starts from. */
  static long neutral(LaneType type, boolean max) {
    if (!max) {
      return 0;
    }
    return switch (type) {
      case F32 -> Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
      case F64 -> Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
      case I32 -> Integer.MIN_VALUE;
      case I64 -> Long.MIN_VALUE;
      case MASK -> throw new IllegalArgumentException("masks have no largest");
    };
  }

  /** Folds the two numbers on the stack into one. */
  void fold(LaneType type, boolean max) {
    if (max) {
      ClassDesc number = Names.scalar(type);
      c.invokestatic(Names.MATH, "max", Names.method(number, number, number));
      return;
    }
    switch (type) {
      case F32 -> c.fadd();
      case F64 -> c.dadd();
      case I32 -> c.iadd();
      case I64 -> c.ladd();
      case MASK -> throw new IllegalArgumentException("masks are not folded");
    }
  }
}
