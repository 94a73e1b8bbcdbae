package org.thalweg.engine.vector.fuse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.thalweg.engine.vector.ir.Value;

/** A part of a program that runs as a whole. */
public sealed interface Unit permits Group, Unit.Routine {
  /** Returns the values that it computes. */
  List<Value> values();

  /** Returns the values of other units that it reads. */
  default SequencedSet<Value> reads() {
    SequencedSet<Value> reads = new LinkedHashSet<>();
    for (Value value : values()) {
      value.operands().forEach(operand -> reads.add(operand.base()));
    }
    values().forEach(reads::remove);
    return reads;
  }

  /**
   * A value that is computed on its own.
   *
   * @param value a call or an assembly
   */
  record Routine(Value value) implements Unit {
    @Override
    public List<Value> values() {
      return List.of(value);
    }
  }
}
