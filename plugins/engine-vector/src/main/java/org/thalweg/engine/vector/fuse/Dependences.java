package org.thalweg.engine.vector.fuse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;

/** Units, who makes each value, and which unit reads from which. */
final class Dependences {
  private final Map<Value, Unit> makers = new HashMap<>();
  private final SequencedMap<Unit, SequencedSet<Unit>> sources = new LinkedHashMap<>();
  private final Map<Unit, SequencedSet<Unit>> readers = new HashMap<>();

  /** Adds a unit that has made no value yet. */
  void add(Unit unit) {
    sources.put(unit, new LinkedHashSet<>());
    readers.put(unit, new LinkedHashSet<>());
  }

  /** Says that a unit makes a value. */
  void makes(Unit unit, Value value) {
    makers.put(value, unit);
    for (Unit source : sources(value)) {
      link(unit, source);
    }
  }

  /** Says that a value comes with the call of a unit. */
  void comesWith(Value result, Value call) {
    makers.put(result, makers.get(call));
  }

  private void link(Unit reader, Unit source) {
    if (reader != source) {
      of(sources, reader).add(source);
      of(readers, source).add(reader);
    }
  }

  /** Puts one unit, which has the values of another by now, in the place of that other. */
  void merge(Unit unit, Unit other) {
    for (Value value : other.values()) {
      makers.put(value, unit);
    }
    SequencedSet<Unit> above = of(sources, other);
    SequencedSet<Unit> below = of(readers, other);
    sources.remove(other);
    readers.remove(other);
    for (Unit source : above) {
      of(readers, source).remove(other);
      link(unit, source);
    }
    for (Unit reader : below) {
      of(sources, reader).remove(other);
      link(reader, unit);
    }
  }

  /** Returns the units, in order of making. */
  List<Unit> units() {
    return List.copyOf(sources.keySet());
  }

  boolean contains(Unit unit) {
    return sources.containsKey(unit);
  }

  /** Returns the units that make the operands of a value. */
  SequencedSet<Unit> sources(Value value) {
    SequencedSet<Unit> found = new LinkedHashSet<>();
    for (View operand : value.operands()) {
      Unit source = makers.get(operand.base());
      if (source != null) {
        found.add(source);
      }
    }
    return found;
  }

  /** Returns whether a unit reads, directly or through others, what another makes. */
  boolean dependsOn(Unit unit, Unit other) {
    return reaches(of(sources, unit), other, null);
  }

  /** Returns whether a unit depends on another through a third. */
  boolean dependsThrough(Unit unit, Unit other) {
    return reaches(of(sources, unit), other, other);
  }

  private boolean reaches(Set<Unit> from, Unit target, @Nullable Unit not) {
    Set<Unit> seen = new HashSet<>(from);
    List<Unit> open = new ArrayList<>(from);
    if (not != null) {
      open.remove(not);
      seen.remove(not);
    }
    while (!open.isEmpty()) {
      Unit unit = open.removeLast();
      if (unit == target) {
        return true;
      }
      for (Unit source : of(sources, unit)) {
        if (seen.add(source)) {
          open.add(source);
        }
      }
    }
    return false;
  }

  /** Returns the units, each after those that it reads from. */
  List<Unit> order() {
    SequencedSet<Unit> done = new LinkedHashSet<>();
    Set<Unit> entered = new HashSet<>();
    List<Unit> open = new ArrayList<>(sources.sequencedKeySet().reversed());
    while (!open.isEmpty()) {
      Unit unit = open.getLast();
      if (done.contains(unit)) {
        open.removeLast();
      } else if (entered.add(unit)) {
        for (Unit source : of(sources, unit)) {
          if (!done.contains(source)) {
            open.add(source);
          }
        }
      } else {
        open.removeLast();
        done.add(unit);
      }
    }
    return List.copyOf(done);
  }

  private static SequencedSet<Unit> of(Map<Unit, SequencedSet<Unit>> links, Unit unit) {
    SequencedSet<Unit> found = links.get(unit);
    if (found == null) {
      throw new IllegalStateException("a unit that is no longer one: " + unit.values());
    }
    return found;
  }
}
