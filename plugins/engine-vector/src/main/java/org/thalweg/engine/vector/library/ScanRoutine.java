package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Graph;

/**
 * A loop whose body is a program of its own. Results that nobody reads are not kept.
 *
 * <p>Small carries have two places, which steps read and write in turn; a large one has one, which
 * is the result's if somebody reads that, and steps update it in place. What a step reads and
 * writes is the same from run to run while the loop's memory stays where it is, so it is worked out
 * once.
 */
final class ScanRoutine extends Routine {
  private static final int MOST_KEPT_STEPS = 4096;

  /** Bytes of a carry from which on it is updated in place. */
  private static final long LARGE = 1 << 16;

  private final Control.Scan scan;
  private final Executable body;
  private final List<Spec> inputSpecs;
  private final List<Spec> outputSpecs;
  private final int count;
  private final int outputs;
  private final boolean[] wanted;

  /** Two sets of carries, which steps read and write in turn; large ones are in both. */
  private final Storage[][] carries;

  /** Where outputs go that nobody reads. */
  private final @Nullable Storage[] spare;

  private final Storage[][] keptArguments;
  private final Storage[][] keptResults;
  private final MemorySegment[] keptFor;

  ScanRoutine(Control.Scan scan, boolean[] wanted, BiFunction<Graph, int[], Executable> compiler) {
    super(scan.body().inputs().size(), wanted.length);
    this.scan = scan;
    this.inputSpecs = scan.body().inputs();
    this.outputSpecs = scan.body().outputSpecs();
    this.count = scan.carries();
    this.outputs = outputSpecs.size() - count;
    this.wanted = wanted;
    this.carries = new Storage[2][count];
    int[] donations = new int[outputSpecs.size()];
    Arrays.fill(donations, -1);
    for (int i = 0; i < count; i++) {
      boolean large = isLarge(i);
      donations[i] = large ? i : -1;
      if (!large || !wanted[i]) {
        carries[0][i] = allocate(outputSpecs.get(i));
        carries[1][i] = large ? carries[0][i] : allocate(outputSpecs.get(i));
      }
    }
    this.body = compiler.apply(scan.body(), donations);
    this.spare = new @Nullable Storage[outputSpecs.size()];
    for (int i = count; i < spare.length; i++) {
      spare[i] = wanted[i] ? null : allocate(outputSpecs.get(i));
    }
    int kept = (int) Math.min(MOST_KEPT_STEPS, scan.length());
    this.keptArguments = new Storage[kept][0];
    this.keptResults = new Storage[kept][0];
    this.keptFor = new MemorySegment[inputs().length + outputs().length];
  }

  private static Storage allocate(Spec spec) {
    return Storage.allocate(spec.dtype(), spec.shape().size());
  }

  private boolean isLarge(int carry) {
    return outputSpecs.get(carry).bytes() >= LARGE;
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public boolean runsPrograms() {
    return true;
  }

  @Override
  public void run(int task, MemorySegment scratch) {
    forgetIfMoved();
    for (int i = 0; i < count; i++) {
      start(carries[0][i].segment(), input(i));
    }
    for (int step = 0; step < scan.length(); step++) {
      long at = scan.reverse() ? scan.length() - 1 - step : step;
      Storage[] before = carries[step % 2];
      for (int i = 0; i < count; i++) {
        int history = count + outputs + i;
        if (wanted[history]) {
          Spec spec = outputSpecs.get(i);
          MemorySegment.copy(
              before[i].segment(), 0, output(history), at * spec.bytes(), spec.bytes());
        }
      }
      body.run(arguments(step, at), results(step, at));
    }
    for (int i = 0; i < count; i++) {
      if (wanted[i] && !isLarge(i)) {
        output(i).copyFrom(carries[(int) (scan.length() % 2)][i].segment());
      }
    }
  }

  /** Copies what a carry starts with, which may be one number for all. */
  private static void start(MemorySegment carry, MemorySegment initial) {
    long known = Math.min(initial.byteSize(), carry.byteSize());
    MemorySegment.copy(initial, 0, carry, 0, known);
    while (known > 0 && known < carry.byteSize()) {
      long copied = Math.min(known, carry.byteSize() - known);
      MemorySegment.copy(carry, 0, carry, known, copied);
      known += copied;
    }
  }

  private void forgetIfMoved() {
    boolean moved = false;
    for (int i = 0; i < keptFor.length; i++) {
      int output = i - inputs().length;
      MemorySegment now = output < 0 ? input(i) : output(output);
      moved |= !Objects.equals(keptFor[i], now);
      keptFor[i] = now;
    }
    if (moved) {
      Arrays.fill(keptArguments, new Storage[0]);
      Arrays.fill(keptResults, new Storage[0]);
      for (int i = 0; i < count; i++) {
        if (wanted[i] && isLarge(i)) {
          Spec spec = outputSpecs.get(i);
          carries[0][i] = Storage.wrap(spec.dtype(), spec.shape().size(), output(i));
          carries[1][i] = carries[0][i];
        }
      }
    }
  }

  private Storage[] arguments(int step, long at) {
    if (step < keptArguments.length && keptArguments[step].length > 0) {
      return keptArguments[step];
    }
    Storage[] arguments = Arrays.copyOf(carries[step % 2], inputSpecs.size());
    for (int i = count; i < arguments.length; i++) {
      Spec spec = inputSpecs.get(i);
      arguments[i] =
          i < count + scan.sequences()
              ? slice(input(i), spec, at)
              : Storage.wrap(spec.dtype(), spec.shape().size(), input(i));
    }
    if (step < keptArguments.length) {
      keptArguments[step] = arguments;
    }
    return arguments;
  }

  private Storage[] results(int step, long at) {
    if (step < keptResults.length && keptResults[step].length > 0) {
      return keptResults[step];
    }
    Storage[] results = Arrays.copyOf(carries[(step + 1) % 2], outputSpecs.size());
    for (int i = count; i < results.length; i++) {
      Storage unread = spare[i];
      results[i] = unread == null ? slice(output(i), outputSpecs.get(i), at) : unread;
    }
    if (step < keptResults.length) {
      keptResults[step] = results;
    }
    return results;
  }

  private static Storage slice(MemorySegment stacked, Spec spec, long at) {
    return Storage.wrap(
        spec.dtype(), spec.shape().size(), stacked.asSlice(at * spec.bytes(), spec.bytes()));
  }

  @Override
  public String program() {
    return body.describe();
  }

  @Override
  public long nanos() {
    return scan.length() * 1000;
  }
}
