package org.thalweg.engine.vector.run;

import java.util.ArrayList;
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
import org.thalweg.engine.vector.ir.Known;

/** Which step waits for which. */
final class Schedule {
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

  /**
   * Gives every temporary buffer a place in memory; see {@link Arena}. Returns the bytes of all.
   *
   * @param numbers the number of each step's wave
   * @param elsewhere the buffers that have memory of their own
   */
  long allocate(Map<Step, Integer> numbers, Set<Buffer> elsewhere) {
    Set<Buffer> others = new HashSet<>(elsewhere);
    others.addAll(placed.keySet());
    long bytes = Arena.allocate(steps, numbers, others);
    for (Map.Entry<Buffer, Buffer> follower : placed.entrySet()) {
      follower.getValue().followers().add(follower.getKey());
    }
    return bytes;
  }
}
