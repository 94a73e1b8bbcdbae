package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Control;

/**
 * A loop whose body is a program of its own. Results that nobody reads are not kept.
 *
 * <p>What a step reads and writes is the same from run to run while the loop's memory stays where
 * it is, so it is worked out once.
 */
final class ScanRoutine extends Routine {
  private static final int MOST_KEPT_STEPS = 4096;

  private final Control.Scan scan;
  private final Executable body;
  private final List<Spec> inputSpecs;
  private final List<Spec> outputSpecs;
  private final int count;
  private final int outputs;
  private final boolean[] wanted;

  /** Two sets of carries, which steps read and write in turn. */
  private final Storage[][] carries;

  /** Where outputs go that nobody reads. */
  private final @Nullable Storage[] spare;

  private final Storage[][] keptArguments;
  private final Storage[][] keptResults;
  private final MemorySegment[] keptFor;

  ScanRoutine(Control.Scan scan, Executable body, boolean[] wanted) {
    super(scan.body().inputs().size(), wanted.length);
    this.scan = scan;
    this.body = body;
    this.inputSpecs = scan.body().inputs();
    this.outputSpecs = scan.body().outputSpecs();
    this.count = scan.carries();
    this.outputs = outputSpecs.size() - count;
    this.wanted = wanted;
    this.carries = new Storage[2][count];
    for (Storage[] set : carries) {
      Arrays.setAll(set, i -> allocate(outputSpecs.get(i)));
    }
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
      carries[0][i].segment().copyFrom(input(i));
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
      if (wanted[i]) {
        output(i).copyFrom(carries[(int) (scan.length() % 2)][i].segment());
      }
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
  public long nanos() {
    return scan.length() * 1000;
  }
}
