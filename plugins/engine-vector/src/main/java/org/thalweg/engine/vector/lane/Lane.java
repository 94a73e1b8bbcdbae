package org.thalweg.engine.vector.lane;

import java.util.Comparator;
import java.util.List;

/** A value for one element. Equal lanes of one {@link LaneBuilder} are the same object. */
public final class Lane {
  /** The order of making: arguments come before results. */
  public static final Comparator<Lane> BY_ID = Comparator.comparingInt(Lane::id);

  private final int id;
  private final LaneType type;
  private final Op op;
  private final List<Lane> arguments;
  private final boolean perElement;

  Lane(int id, LaneType type, Op op, List<Lane> arguments, boolean perElement) {
    this.id = id;
    this.type = type;
    this.op = op;
    this.arguments = List.copyOf(arguments);
    this.perElement = perElement;
  }

  /** Returns a number that grows from arguments to results. */
  public int id() {
    return id;
  }

  /** Returns the type. */
  public LaneType type() {
    return type;
  }

  /** Returns the operation. */
  public Op op() {
    return op;
  }

  /** Returns what the operation takes. */
  public List<Lane> arguments() {
    return arguments;
  }

  /** Returns whether the value may differ between elements of a row. */
  public boolean isPerElement() {
    return perElement;
  }

  /** Returns a line such as {@code v7:F32 = MUL v3 v5}. */
  @Override
  public String toString() {
    String name =
        switch (op) {
          case Op.Const(long bits) -> "const " + Long.toHexString(bits);
          case Op.Param(int index) -> "param " + index;
          case Op.Load(int operand) -> "load " + operand;
          case Op.At(int operand) -> "at " + operand;
          case Op.Counter(int operand, boolean high) ->
              "counter " + operand + (high ? " high" : " low");
          case Op.Folded(int fold) -> "folded " + fold;
          case Op.Basic basic -> basic.name();
          case Op.Convert() -> "CONVERT";
          case Op.Bits() -> "BITS";
          case Op.Call(Function function) -> function.name();
        };
    StringBuilder text = new StringBuilder("v").append(id).append(':').append(type);
    text.append(" = ").append(name);
    for (Lane lane : arguments) {
      text.append(" v").append(lane.id);
    }
    return text.toString();
  }
}
