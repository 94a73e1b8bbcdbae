package org.thalweg.engine.vector.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.thalweg.engine.vector.ir.Lowered;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;

/** Divides a program into units. */
public final class Fuser {
  private final Map<Value, Unit> owner = new IdentityHashMap<>();
  private final SequencedSet<Unit> units = new LinkedHashSet<>();

  private Fuser() {}

  /** Returns the units of a program, each after those that it depends on. */
  public static List<Unit> fuse(Lowered program) {
    Fuser fuser = new Fuser();
    program.values().forEach(fuser::place);
    fuser.mergeSiblings();
    return fuser.order();
  }

  private void place(Value value) {
    switch (value) {
      case Value.Input _, Value.Constant _, Value.Counting _ -> {}
      case Value.Result result -> owner.put(result, owner.get(result.call()));
      case Value.Call _, Value.Assembly _ -> own(value, new Unit.Routine(value));
      case Value.Pointwise _, Value.Fold _ -> join(value);
    }
  }

  private void own(Value value, Unit unit) {
    owner.put(value, unit);
    units.add(unit);
  }

  /** Adds a value to a group that makes one of its operands, or to one of its own. */
  private void join(Value value) {
    SequencedSet<Unit> sources = new LinkedHashSet<>();
    for (View operand : value.operands()) {
      Unit source = owner.get(operand.base());
      if (source != null) {
        sources.add(source);
      }
    }
    List<Group> candidates =
        new ArrayList<>(
            sources.stream().filter(Group.class::isInstance).map(Group.class::cast).toList());
    Collections.reverse(candidates);
    for (Group group : candidates) {
      boolean cyclic =
          sources.stream().anyMatch(other -> other != group && dependsOn(other, group));
      if (!cyclic && group.add(value)) {
        owner.put(value, group);
        absorb(group, candidates);
        return;
      }
    }
    Group group = new Group(Group.spaceOf(value));
    if (!group.add(value)) {
      throw new IllegalStateException("a group refuses its first value " + value);
    }
    own(value, group);
  }

  /** Merges the groups that make other operands of a group's newest value. */
  private void absorb(Group group, List<Group> candidates) {
    for (Group other : candidates) {
      if (other != group && units.contains(other)) {
        tryMerge(group, other);
      }
    }
  }

  private boolean tryMerge(Group group, Group other) {
    if (!Arrays.equals(group.space(), other.space())
        || dependsThrough(group, other)
        || dependsThrough(other, group)
        || !group.merge(other)) {
      return false;
    }
    units.remove(other);
    other.values().forEach(value -> owner.put(value, group));
    return true;
  }

  /** Merges groups that read the same memory over the same space. */
  private void mergeSiblings() {
    boolean merged = true;
    while (merged) {
      merged = false;
      Map<Value, List<Group>> readers = new HashMap<>();
      for (Unit unit : units) {
        if (unit instanceof Group group) {
          group.reads().forEach(v -> readers.computeIfAbsent(v, _ -> new ArrayList<>()).add(group));
        }
      }
      for (List<Group> siblings : readers.values()) {
        for (int i = 0; i < siblings.size() && !merged; i++) {
          for (int j = i + 1; j < siblings.size() && !merged; j++) {
            merged = tryMerge(siblings.get(i), siblings.get(j));
          }
        }
        if (merged) {
          break;
        }
      }
    }
  }

  // ---- order

  private Set<Unit> sources(Unit unit) {
    Set<Unit> sources = new LinkedHashSet<>();
    for (Value read : unit.reads()) {
      Unit source = owner.get(read);
      if (source != null && source != unit) {
        sources.add(source);
      }
    }
    return sources;
  }

  /** Returns whether a unit reads, directly or through others, what another computes. */
  private boolean dependsOn(Unit unit, Unit other) {
    return reaches(sources(unit), other);
  }

  /** Returns whether a unit depends on another through a third. */
  private boolean dependsThrough(Unit unit, Unit other) {
    Set<Unit> between = sources(unit);
    between.remove(other);
    return reaches(between, other);
  }

  private boolean reaches(Set<Unit> from, Unit target) {
    Set<Unit> seen = new HashSet<>(from);
    List<Unit> open = new ArrayList<>(from);
    while (!open.isEmpty()) {
      Unit unit = open.removeLast();
      if (unit == target) {
        return true;
      }
      for (Unit source : sources(unit)) {
        if (seen.add(source)) {
          open.add(source);
        }
      }
    }
    return false;
  }

  private List<Unit> order() {
    SequencedSet<Unit> done = new LinkedHashSet<>();
    Set<Unit> entered = new HashSet<>();
    List<Unit> open = new ArrayList<>(units.reversed());
    while (!open.isEmpty()) {
      Unit unit = open.getLast();
      if (done.contains(unit)) {
        open.removeLast();
      } else if (entered.add(unit)) {
        sources(unit).stream().filter(source -> !done.contains(source)).forEach(open::add);
      } else {
        open.removeLast();
        done.add(unit);
      }
    }
    return List.copyOf(done);
  }
}
