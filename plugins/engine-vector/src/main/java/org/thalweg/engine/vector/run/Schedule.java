package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.ir.Known;

/** Which step waits for which, and where temporary buffers lie in one block of memory. */
final class Schedule {
  /** Distance of the page offsets of neighbours in memory, so that they do not alias in caches. */
  private static final long SKEW = 13 * Storage.ALIGNMENT;

  private static final long PAGE = 4096;

  /** Work of a wave for each thread that is enough to make up for waiting at its end. */
  private static final long ENOUGH_NANOS = 2_000_000;

  private final List<Step> steps;
  private final Map<Step, Set<Step>> before = new IdentityHashMap<>();
  private final Map<Buffer, List<Step>> writers = new HashMap<>();
  private final Map<Buffer, List<Step>> readers = new HashMap<>();

  /** Buffers that share the memory of an output. */
  private final Map<Buffer, Buffer> placed = new LinkedHashMap<>();

  /** Takes steps in an order in which each comes after those that it depends on. */
  Schedule(List<Step> steps) {
    this.steps = new ArrayList<>(steps);
    for (Step step : steps) {
      link(step);
    }
  }

  private void link(Step step) {
    Set<Step> sources = new LinkedHashSet<>();
    for (Buffer read : step.reads()) {
      sources.addAll(writers.getOrDefault(read, List.of()));
      listOf(readers, read).add(step);
    }
    for (Buffer written : step.writes()) {
      List<Step> earlier = listOf(writers, written);
      for (Step other : earlier) {
        if (other instanceof FillStep) { // pieces of an assembly come after what fills between them
          sources.add(other);
        }
      }
      earlier.add(step);
    }
    before.put(step, sources);
  }

  private static List<Step> listOf(Map<Buffer, List<Step>> lists, Buffer buffer) {
    List<Step> list = lists.get(buffer);
    if (list == null) {
      list = new ArrayList<>();
      lists.put(buffer, list);
    }
    return list;
  }

  /** Returns whether a buffer lies in an output already. */
  boolean isPlaced(Buffer buffer) {
    return placed.containsKey(buffer) || !writers.containsKey(buffer);
  }

  /** Puts a buffer into an output's memory. */
  void place(Buffer buffer, Buffer output) {
    placed.put(buffer, output);
  }

  /**
   * Returns whether a buffer may take over an input's memory, and orders the steps so that it can:
   * all that read the input come before what writes the buffer, or read each element just before.
   */
  boolean mayOverwrite(Buffer input, Buffer buffer) {
    List<Step> reading = readers.getOrDefault(input, List.of());
    List<Step> writing = writers.getOrDefault(buffer, List.of());
    for (Step writer : writing) {
      for (Step reader : reading) {
        boolean fine =
            reader == writer ? writer.allowsInPlace(input, buffer) : !dependsOn(reader, writer);
        if (!fine) {
          return false;
        }
      }
    }
    for (Step writer : writing) {
      for (Step reader : reading) {
        if (reader != writer) {
          Known.in(before, writer).add(reader);
        }
      }
    }
    return true;
  }

  private boolean dependsOn(Step step, Step other) {
    Set<Step> seen = new HashSet<>();
    List<Step> open = new ArrayList<>(List.of(step));
    while (!open.isEmpty()) {
      for (Step source : Known.in(before, open.removeLast())) {
        if (source == other) {
          return true;
        }
        if (seen.add(source)) {
          open.add(source);
        }
      }
    }
    return false;
  }

  /**
   * Adds a step at the end; it overwrites an input, if one is given, so all its readers come first.
   */
  void addLast(Step step, @Nullable Buffer overwritten) {
    steps.add(step);
    link(step);
    if (overwritten != null) {
      Known.in(before, step).addAll(readers.getOrDefault(overwritten, List.of()));
    }
  }

  /**
   * Returns the number of each step's wave. Waves are as early as can be, but those of much work
   * end when they have enough for each thread: what comes next finds in caches what they wrote.
   */
  Map<Step, Integer> waveNumbers(int team) {
    Map<Step, Integer> places = new IdentityHashMap<>();
    for (Step step : steps) {
      places.put(step, places.size());
    }
    int[] waiting = new int[steps.size()];
    List<List<Integer>> after = new ArrayList<>();
    while (after.size() < waiting.length) {
      after.add(new ArrayList<>());
    }
    Queue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < waiting.length; i++) {
      Set<Step> sources = Known.in(before, steps.get(i));
      waiting[i] = sources.size();
      for (Step source : sources) {
        after.get(Known.in(places, source)).add(i);
      }
      if (sources.isEmpty()) {
        ready.add(i);
      }
    }
    Map<Step, Integer> numbers = new IdentityHashMap<>();
    for (int number = 0; !ready.isEmpty(); number++) {
      List<Integer> wave = new ArrayList<>();
      long nanos = 0;
      while (!ready.isEmpty() && nanos < ENOUGH_NANOS * team) {
        wave.add(ready.remove());
        nanos += steps.get(wave.getLast()).nanos();
      }
      for (int i : wave) {
        numbers.put(steps.get(i), number);
        for (int next : after.get(i)) {
          if (--waiting[next] == 0) {
            ready.add(next);
          }
        }
      }
    }
    return numbers;
  }

  /** Returns the steps in waves; those that run programs have waves of their own. */
  List<Wave> waves(Map<Step, Integer> numbers, int team) {
    List<List<Step>> waves = new ArrayList<>();
    for (Step step : steps) {
      int number = Known.in(numbers, step);
      while (waves.size() <= number) {
        waves.add(new ArrayList<>());
      }
      waves.get(number).add(step);
    }
    List<Wave> result = new ArrayList<>();
    for (List<Step> wave : waves) {
      addWave(wave, false, team, result);
      addWave(wave, true, team, result);
    }
    return result;
  }

  private static void addWave(List<Step> steps, boolean programs, int team, List<Wave> result) {
    List<Step> wave = new ArrayList<>();
    for (Step step : steps) {
      if (step.runsPrograms() == programs) {
        wave.add(step);
      }
    }
    if (!wave.isEmpty()) {
      result.add(new Wave(wave, team));
    }
  }

  // ---- memory

  private static final Comparator<Interval> BY_OFFSET = Comparator.comparingLong(Interval::offset);

  /** When a buffer is in use, by waves, and where it lies. */
  private record Interval(Buffer buffer, int from, int to, long offset) {
    long end() {
      return offset + buffer.bytes();
    }

    boolean meets(int otherFrom, int otherTo) {
      return from <= otherTo && otherFrom <= to;
    }
  }

  /**
   * Gives every temporary buffer a place in one block of memory; buffers that are not in use at the
   * same time share places. Returns the size of the block.
   */
  long allocate(
      Map<Step, Integer> numbers, Set<Buffer> fixed, List<Buffer> inputs, List<Buffer> outputs) {
    Map<Buffer, int[]> uses = new LinkedHashMap<>();
    for (Step step : steps) {
      int number = Known.in(numbers, step);
      for (List<Buffer> used : List.of(step.reads(), step.writes())) {
        for (Buffer buffer : used) {
          int[] use = uses.get(buffer);
          if (use == null) {
            uses.put(buffer, new int[] {number, number});
          } else {
            use[0] = Math.min(use[0], number);
            use[1] = Math.max(use[1], number);
          }
        }
      }
    }
    for (Collection<Buffer> others : List.of(fixed, inputs, outputs, placed.keySet())) {
      for (Buffer buffer : others) {
        uses.remove(buffer);
      }
    }

    List<Interval> intervals = new ArrayList<>();
    List<Map.Entry<Buffer, int[]>> largestFirst = new ArrayList<>(uses.entrySet());
    largestFirst.sort((a, b) -> Long.compare(b.getKey().bytes(), a.getKey().bytes()));
    for (Map.Entry<Buffer, int[]> use : largestFirst) {
      intervals.add(fit(use.getKey(), use.getValue()[0], use.getValue()[1], intervals));
    }
    long bytes = 0;
    for (Interval interval : intervals) {
      bytes = Math.max(bytes, interval.end());
    }
    MemorySegment block = Storage.allocate(bytes);
    for (Interval interval : intervals) {
      Buffer buffer = interval.buffer;
      buffer.bind(block.asSlice(interval.offset, buffer.bytes()));
    }
    for (Map.Entry<Buffer, Buffer> follower : placed.entrySet()) {
      follower.getValue().followers().add(follower.getKey());
    }
    return bytes;
  }

  /** Finds the first gap among the intervals that are in use at the same time. */
  private static Interval fit(Buffer buffer, int from, int to, List<Interval> taken) {
    List<Interval> rivals = new ArrayList<>();
    for (Interval interval : taken) {
      if (interval.meets(from, to)) {
        rivals.add(interval);
      }
    }
    rivals.sort(BY_OFFSET);
    long skew = buffer.bytes() < PAGE ? 0 : taken.size() * SKEW % PAGE;
    long offset = aligned(0, skew);
    for (Interval rival : rivals) {
      if (offset + buffer.bytes() <= rival.offset) {
        break;
      }
      offset = Math.max(offset, aligned(rival.end(), skew));
    }
    return new Interval(buffer, from, to, offset);
  }

  /** Returns the next offset at a distance from a page, or aligned if there is no distance. */
  private static long aligned(long offset, long skew) {
    long unit = skew == 0 ? Storage.ALIGNMENT : PAGE;
    return (offset - skew + unit - 1) / unit * unit + skew;
  }
}
