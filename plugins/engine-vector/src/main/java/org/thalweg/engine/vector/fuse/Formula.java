package org.thalweg.engine.vector.fuse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;

/** What a group computes, as lines that people read. They are written when somebody reads them. */
public final class Formula {
  private final Group group;
  private final Set<Value> stored;
  private final Map<Value, Integer> uses = new HashMap<>();
  private final Map<Value, String> names = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  /**
   * Makes the formula of a group.
   *
   * @param stored the values that others read
   */
  public Formula(Group group, Set<Value> stored) {
    this.group = group;
    this.stored = stored;
  }

  /** Returns a line for each value that is stored or used more than once. */
  @Override
  public synchronized String toString() {
    if (lines.isEmpty()) {
      for (Value value : group.values()) {
        value.operands().forEach(operand -> uses.merge(operand.base(), 1, Integer::sum));
      }
      group.values().forEach(this::line);
    }
    return String.join("\n", lines);
  }

  private void line(Value value) {
    boolean isStored = stored.contains(value);
    if (!isStored && uses.getOrDefault(value, 0) <= 1) {
      return;
    }
    String expression = expression(value);
    String name = (isStored ? "%" : "t") + value.id();
    names.put(value, name);
    lines.add(name + " = " + expression);
  }

  private String operand(View view) {
    Value base = view.base();
    if (base instanceof Value.Constant constant) {
      return constant.number().toString();
    }
    String name = names.get(base);
    if (name != null) {
      return name;
    }
    return group.values().contains(base) ? expression(base) : "%" + base.id();
  }

  private String expression(Value value) {
    List<String> operands = value.operands().stream().map(this::operand).toList();
    if (value instanceof Value.Fold fold) {
      String axes =
          IntStream.range(fold.from(), fold.to())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(","));
      return "%s[%s](%s)".formatted(fold.isMax() ? "max" : "sum", axes, operands.getFirst());
    }
    Primitive primitive = ((Value.Pointwise) value).primitive();
    String sign = sign(primitive);
    if (!sign.isEmpty()) {
      return "(" + operands.getFirst() + " " + sign + " " + operands.getLast() + ")";
    }
    return switch (primitive) {
      case Unary.Neg() -> "-" + operands.getFirst();
      case Unary.StopGradient() -> operands.getFirst();
      case Select() ->
          "(%s ? %s : %s)".formatted(operands.get(0), operands.get(1), operands.get(2));
      default -> primitive.label() + "(" + String.join(", ", operands) + ")";
    };
  }

  private static String sign(Primitive primitive) {
    return switch (primitive) {
      case Binary.Add() -> "+";
      case Binary.Sub() -> "-";
      case Binary.Mul() -> "*";
      case Binary.Div() -> "/";
      case Binary.Less() -> "<";
      case Binary.LessEqual() -> "<=";
      case Binary.Equal() -> "==";
      default -> "";
    };
  }
}
