package org.thalweg.engine.vector.fuse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;

/** A part of a program that runs as a whole. */
public sealed interface Unit permits Group, Unit.Routine {
  /** Returns the values that it computes. */
  List<Value> values();

  /** Returns the values of other units that it reads. */
  default SequencedSet<Value> reads() {
    SequencedSet<Value> reads = new LinkedHashSet<>();
    for (Value value : values()) {
      for (View operand : value.operands()) {
        reads.add(operand.base());
      }
    }
    for (Value own : values()) {
      reads.remove(own);
    }
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
