package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.ir.Known;

/**
 * Where temporary buffers lie in one block of memory. Those that are not in use at the same time
 * share places, and so does what a step writes and what it is the last to read, if it may.
 */
final class Arena {
  /** Distance of the page offsets of neighbours in memory, so that they do not alias in caches. */
  private static final long SKEW = 13 * Storage.ALIGNMENT;

  private static final long PAGE = 4096;

  private static final Comparator<Interval> BY_OFFSET = Comparator.comparingLong(Interval::offset);

  private final List<Step> steps;
  private final Map<Step, Integer> waves;

  /** Buffers that have memory of their own. */
  private final Set<Buffer> elsewhere;

  private final Map<Buffer, Use> uses = new LinkedHashMap<>();

  /** What lies where another buffer did. */
  private final Map<Buffer, Buffer> over = new HashMap<>();

  /** When a buffer is in use, by waves. */
  private static final class Use {
    private final List<Step> readers = new ArrayList<>();
    private int writers;
    private int from = Integer.MAX_VALUE;
    private int to;

    void add(int wave) {
      from = Math.min(from, wave);
      to = Math.max(to, wave);
    }
  }

  /** Where a buffer lies while it is in use. */
  private record Interval(Buffer buffer, int from, int to, long offset) {
    long end() {
      return offset + buffer.bytes();
    }

    boolean meets(int otherFrom, int otherTo) {
      return from <= otherTo && otherFrom <= to;
    }
  }

  private Arena(List<Step> steps, Map<Step, Integer> waves, Set<Buffer> elsewhere) {
    this.steps = steps;
    this.waves = waves;
    this.elsewhere = elsewhere;
  }

  /**
   * Gives every temporary buffer of some steps a place. Returns the size of the block.
   *
   * @param waves the number of each step's wave
   * @param elsewhere the buffers that have memory of their own
   */
  static long allocate(List<Step> steps, Map<Step, Integer> waves, Set<Buffer> elsewhere) {
    Arena arena = new Arena(steps, waves, elsewhere);
    arena.findUses();
    arena.overwrite();
    return arena.place();
  }

  private void findUses() {
    for (Step step : steps) {
      int wave = Known.in(waves, step);
      for (Buffer read : step.reads()) {
        if (!elsewhere.contains(read)) {
          Use use = use(read);
          use.add(wave);
          use.readers.add(step);
        }
      }
      for (Buffer written : step.writes()) {
        if (!elsewhere.contains(written)) {
          Use use = use(written);
          use.add(wave);
          use.writers++;
        }
      }
    }
  }

  private Use use(Buffer buffer) {
    Use use = uses.get(buffer);
    if (use == null) {
      use = new Use();
      uses.put(buffer, use);
    }
    return use;
  }

  /**
   * Finds what a step writes over what it is the last to read; the use of the latter then lasts as
   * long as that of the former.
   */
  private void overwrite() {
    Set<Buffer> taken = new HashSet<>();
    List<Step> latestFirst = new ArrayList<>(steps);
    latestFirst.sort((a, b) -> Integer.compare(Known.in(waves, b), Known.in(waves, a)));
    for (Step step : latestFirst) {
      for (Buffer written : step.writes()) {
        for (Buffer read : step.reads()) {
          if (!over.containsKey(written)
              && !taken.contains(read)
              && mayOverwrite(step, read, written)) {
            over.put(written, read);
            taken.add(read);
            Known.in(uses, read).to = Known.in(uses, written).to;
          }
        }
      }
    }
  }

  private boolean mayOverwrite(Step step, Buffer read, Buffer written) {
    Use before = uses.get(read);
    Use after = uses.get(written);
    if (before == null
        || after == null
        || read.bytes() != written.bytes()
        || after.writers > 1
        || !step.allowsInPlace(read, written)) {
      return false;
    }
    for (Step other : before.readers) {
      if (other != step && Known.in(waves, other) >= Known.in(waves, step)) {
        return false;
      }
    }
    return true;
  }

  private long place() {
    List<Interval> intervals = new ArrayList<>();
    List<Map.Entry<Buffer, Use>> largestFirst = new ArrayList<>(uses.entrySet());
    largestFirst.sort((a, b) -> Long.compare(b.getKey().bytes(), a.getKey().bytes()));
    for (Map.Entry<Buffer, Use> entry : largestFirst) {
      Buffer place = over.get(entry.getKey());
      if (place == null) {
        intervals.add(fit(entry.getKey(), entry.getValue(), intervals));
      } else {
        place.followers().add(entry.getKey());
      }
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
    return bytes;
  }

  /** Finds the first gap among the intervals that are in use at the same time. */
  private static Interval fit(Buffer buffer, Use use, List<Interval> taken) {
    List<Interval> rivals = new ArrayList<>();
    for (Interval interval : taken) {
      if (interval.meets(use.from, use.to)) {
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
    return new Interval(buffer, use.from, use.to, offset);
  }

  /** Returns the next offset at a distance from a page, or aligned if there is no distance. */
  private static long aligned(long offset, long skew) {
    long unit = skew == 0 ? Storage.ALIGNMENT : PAGE;
    return (offset - skew + unit - 1) / unit * unit + skew;
  }
}
