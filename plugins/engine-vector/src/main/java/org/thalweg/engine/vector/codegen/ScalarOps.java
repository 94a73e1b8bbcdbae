package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.function.Consumer;
import org.thalweg.engine.vector.lane.Function;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;
import org.thalweg.engine.vector.lane.Special;

/** Operations on single numbers as bytecode. */
final class ScalarOps {
  private final CodeBuilder c;

  ScalarOps(CodeBuilder c) {
    this.c = c;
  }

  /** Pushes the result of an operation; {@code push} pushes the value of a lane. */
  void push(Lane lane, Consumer<Lane> push) {
    switch (lane.op()) {
      case Op.Basic basic -> basic(basic, lane, push);
      case Op.Convert() -> {
        Lane argument = lane.arguments().getFirst();
        push.accept(argument);
        c.conversion(Names.kind(argument.type()), Names.kind(lane.type()));
      }
      case Op.Bits() -> bits(lane, push);
      case Op.Call(Function function) -> call(function, lane, push);
      case Op.Const _, Op.Param _, Op.Load _, Op.At _, Op.Counter _, Op.Folded _ ->
          throw new IllegalArgumentException("no operation: " + lane);
    }
  }

  private void bits(Lane lane, Consumer<Lane> push) {
    push.accept(lane.arguments().getFirst());
    reinterpret(lane.type());
  }

  /** Reads the number on the stack as one of another type and the same width. */
  private void reinterpret(LaneType to) {
    switch (to) {
      case F32 -> box(Float.class, "intBitsToFloat", ConstantDescs.CD_float, ConstantDescs.CD_int);
      case I32 ->
          box(Float.class, "floatToRawIntBits", ConstantDescs.CD_int, ConstantDescs.CD_float);
      case F64 ->
          box(Double.class, "longBitsToDouble", ConstantDescs.CD_double, ConstantDescs.CD_long);
      case I64 ->
          box(Double.class, "doubleToRawLongBits", ConstantDescs.CD_long, ConstantDescs.CD_double);
      case MASK -> throw new IllegalArgumentException("a mask has no bits");
    }
  }

  private void box(Class<?> owner, String name, ClassDesc result, ClassDesc argument) {
    c.invokestatic(Names.of(owner), name, Names.method(result, argument));
  }

  private void call(Function function, Lane lane, Consumer<Lane> push) {
    ClassDesc[] arguments = new ClassDesc[function.arity()];
    for (int i = 0; i < arguments.length; i++) {
      push.accept(lane.arguments().get(i));
      c.conversion(Names.kind(lane.type()), Names.kind(LaneType.F64));
      arguments[i] = ConstantDescs.CD_double;
    }
    c.invokestatic(
        Names.of(Special.class),
        function.name().toLowerCase(java.util.Locale.ROOT),
        Names.method(ConstantDescs.CD_double, arguments));
    c.conversion(Names.kind(LaneType.F64), Names.kind(lane.type()));
  }

  private void math(String name, LaneType type, int arity) {
    ClassDesc number = Names.scalar(type);
    ClassDesc[] arguments = new ClassDesc[arity];
    java.util.Arrays.fill(arguments, number);
    c.invokestatic(Names.MATH, name, Names.method(number, arguments));
  }

  private void basic(Op.Basic op, Lane lane, Consumer<Lane> push) {
    LaneType type = lane.arguments().getFirst().type();
    switch (op) {
      case LT, LE, EQ -> compare(op, type, lane, push);
      case PICK -> pick(lane, push);
      case SPREAD -> push.accept(lane.arguments().getFirst());
      case SHL, SHR, SAR -> {
        push.accept(lane.arguments().get(0));
        push.accept(lane.arguments().get(1));
        if (type == LaneType.I64) {
          c.l2i();
        }
        shift(op, type);
      }
      default -> {
        lane.arguments().forEach(push);
        arithmetic(op, type);
      }
    }
  }

  private void shift(Op.Basic op, LaneType type) {
    boolean wide = type == LaneType.I64;
    switch (op) {
      case SHL -> (wide ? c.lshl() : c.ishl()).nop();
      case SHR -> (wide ? c.lushr() : c.iushr()).nop();
      default -> (wide ? c.lshr() : c.ishr()).nop();
    }
  }

  private void arithmetic(Op.Basic op, LaneType type) {
    switch (op) {
      case ADD -> {
        switch (type) {
          case F32 -> c.fadd();
          case F64 -> c.dadd();
          case I32 -> c.iadd();
          default -> c.ladd();
        }
      }
      case SUB -> {
        switch (type) {
          case F32 -> c.fsub();
          case F64 -> c.dsub();
          case I32 -> c.isub();
          default -> c.lsub();
        }
      }
      case MUL -> {
        switch (type) {
          case F32 -> c.fmul();
          case F64 -> c.dmul();
          case I32 -> c.imul();
          default -> c.lmul();
        }
      }
      case DIV -> {
        switch (type) {
          case F32 -> c.fdiv();
          case F64 -> c.ddiv();
          case I32 -> c.idiv();
          default -> c.ldiv();
        }
      }
      case NEG -> {
        switch (type) {
          case F32 -> c.fneg();
          case F64 -> c.dneg();
          case I32 -> c.ineg();
          default -> c.lneg();
        }
      }
      case FMA -> math("fma", type, 3);
      case ABS -> math("abs", type, 1);
      case MIN -> math("min", type, 2);
      case MAX -> math("max", type, 2);
      case SQRT -> {
        c.conversion(Names.kind(type), Names.kind(LaneType.F64));
        math("sqrt", LaneType.F64, 1);
        c.conversion(Names.kind(LaneType.F64), Names.kind(type));
      }
      case AND -> {
        if (type == LaneType.I64) {
          c.land();
        } else {
          c.iand();
        }
      }
      case OR -> {
        if (type == LaneType.I64) {
          c.lor();
        } else {
          c.ior();
        }
      }
      case XOR -> {
        if (type == LaneType.I64) {
          c.lxor();
        } else {
          c.ixor();
        }
      }
      case NOT -> {
        switch (type) {
          case MASK -> c.iconst_1().ixor();
          case I64 -> c.loadConstant(-1L).lxor();
          default -> c.iconst_m1().ixor();
        }
      }
      default -> throw new IllegalArgumentException("no arithmetic: " + op);
    }
  }

  /**
   * Pushes 1 or 0. No operation branches: what the compiler has not seen while a kernel was warmed
   * up, it would leave out.
   */
  private void compare(Op.Basic op, LaneType type, Lane lane, Consumer<Lane> push) {
    boolean ints = type == LaneType.I32 || type == LaneType.MASK;
    for (Lane argument : lane.arguments()) {
      push.accept(argument);
      if (ints) {
        c.i2l();
      }
    }
    switch (type) {
      // NaN compares false: as above for less, as unequal
      case F32 -> c.fcmpg();
      case F64 -> c.dcmpg();
      case I64, I32, MASK -> c.lcmp();
    }
    // -1, 0, 1 become 1 or 0
    switch (op) {
      case LT -> c.bipush(31).iushr();
      case LE -> c.iconst_1().isub().bipush(31).iushr();
      default -> c.iconst_1().iand().iconst_1().ixor();
    }
  }

  /** Pushes {@code no ^ ((yes ^ no) & -condition)} of the bits. */
  private void pick(Lane lane, Consumer<Lane> push) {
    LaneType type = lane.type();
    Lane yes = lane.arguments().get(1);
    Lane no = lane.arguments().get(2);
    LaneType bits = type.isFloat() ? type.other() : type;
    for (Lane choice : List.of(no, yes, no)) {
      push.accept(choice);
      if (type.isFloat()) {
        reinterpret(bits);
      }
    }
    arithmetic(Op.Basic.XOR, bits);
    push.accept(lane.arguments().get(0));
    c.ineg();
    c.conversion(TypeKind.INT, Names.kind(bits));
    arithmetic(Op.Basic.AND, bits);
    arithmetic(Op.Basic.XOR, bits);
    if (type.isFloat()) {
      reinterpret(type);
    }
  }
}
