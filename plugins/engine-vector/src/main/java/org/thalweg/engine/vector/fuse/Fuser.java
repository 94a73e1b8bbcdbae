package org.thalweg.engine.vector.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.ir.Lowered;
import org.thalweg.engine.vector.ir.Value;

/** Divides a program into units. */
public final class Fuser {
  /** Groups that read the same memory are tried with this many others each. */
  private static final int MOST_TRIALS = 64;

  /** Elements of a loop whose start takes longer than its work. */
  private static final long SHORT_LOOP = 4096;

  private final Dependences units = new Dependences();

  private Fuser() {}

  /** Returns the units of a program, each after those that it depends on. */
  public static List<Unit> fuse(Lowered program) {
    Fuser fuser = new Fuser();
    for (Value value : program.values()) {
      fuser.place(value);
    }
    while (fuser.mergeSiblings()) {
      // merged groups have more in common with others
    }
    return fuser.units.order();
  }

  private void place(Value value) {
    switch (value) {
      case Value.Input _, Value.Constant _, Value.Counting _ -> {}
      case Value.Result result -> units.comesWith(result, result.call());
      case Value.Call _, Value.Assembly _ -> {
        Unit routine = new Unit.Routine(value);
        units.add(routine);
        units.makes(routine, value);
      }
      case Value.Pointwise _, Value.Fold _ -> join(value);
    }
  }

  /** Adds a value to a group that makes one of its operands, or to one of its own. */
  private void join(Value value) {
    SequencedSet<Unit> sources = units.sources(value);
    List<Group> candidates = new ArrayList<>();
    for (Unit source : sources.reversed()) {
      if (source instanceof Group group) {
        candidates.add(group);
      }
    }
    for (Group group : candidates) {
      if (!othersDependOn(group, sources) && group.add(value)) {
        units.makes(group, value);
        absorb(group, candidates);
        return;
      }
    }
    Group group = new Group(Group.spaceOf(value));
    if (!group.add(value)) {
      throw new IllegalStateException("a group refuses its first value " + value);
    }
    units.add(group);
    units.makes(group, value);
  }

  private boolean othersDependOn(Group group, SequencedSet<Unit> sources) {
    for (Unit other : sources) {
      if (other != group && units.dependsOn(other, group)) {
        return true;
      }
    }
    return false;
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
        || !group.mayMerge(other)
        || units.dependsThrough(group, other)
        || units.dependsThrough(other, group)
        || !group.merge(other)) {
      return false;
    }
    units.merge(group, other);
    return true;
  }

  /**
   * Merges groups that read the same memory over the same space; returns whether it has any. Little
   * in common is no reason to merge long loops: they would read more streams of memory at a time
   * than the processor follows, and what depends on one would wait for both.
   */
  private boolean mergeSiblings() {
    Map<Value, List<Group>> readers = new LinkedHashMap<>();
    for (Unit unit : units.units()) {
      if (unit instanceof Group group) {
        for (Value value : group.reads()) {
          if (value.size() > 1 || group.size() <= SHORT_LOOP) {
            readers.putIfAbsent(value, new ArrayList<>());
            Known.in(readers, value).add(group);
          }
        }
      }
    }
    boolean merged = false;
    for (List<Group> siblings : readers.values()) {
      for (int i = 0; i < siblings.size(); i++) {
        int end = Math.min(siblings.size(), i + 1 + MOST_TRIALS);
        for (int j = i + 1; j < end; j++) {
          Group group = siblings.get(i);
          Group other = siblings.get(j);
          merged |=
              units.contains(group)
                  && units.contains(other)
                  && (group.size() <= SHORT_LOOP || group.sharesMuchWith(other))
                  && tryMerge(group, other);
        }
      }
    }
    return merged;
  }
}
