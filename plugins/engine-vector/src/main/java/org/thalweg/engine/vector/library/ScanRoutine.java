package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Control;

/** A loop whose body is a program of its own. */
final class ScanRoutine extends Routine {
  private final Control.Scan scan;
  private final Executable body;
  private final List<Spec> bodyOutputs;
  private final int outputs;

  /** Two sets of carries, which steps read and write in turn. */
  private final Storage[][] carries;

  ScanRoutine(Control.Scan scan, Executable body, int results) {
    super(scan.body().inputs().size(), results);
    this.scan = scan;
    this.body = body;
    this.bodyOutputs = scan.body().outputSpecs();
    this.outputs = bodyOutputs.size() - scan.carries();
    this.carries = new Storage[2][scan.carries()];
    for (Storage[] set : carries) {
      for (int i = 0; i < set.length; i++) {
        Spec spec = bodyOutputs.get(i);
        set[i] = Storage.allocate(spec.dtype(), spec.shape().size());
      }
    }
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public void run(int task, MemorySegment scratch) {
    int count = scan.carries();
    for (int i = 0; i < count; i++) {
      carries[0][i].segment().copyFrom(input(i));
    }
    for (long step = 0; step < scan.length(); step++) {
      long at = scan.reverse() ? scan.length() - 1 - step : step;
      Storage[] before = carries[(int) (step % 2)];
      Storage[] after = carries[(int) ((step + 1) % 2)];
      for (int i = 0; i < count; i++) {
        slice(output(count + outputs + i), bodyOutputs.get(i), at)
            .segment()
            .copyFrom(before[i].segment());
      }
      body.run(inputs(before, at), outputs(after, at));
    }
    for (int i = 0; i < count; i++) {
      output(i).copyFrom(carries[(int) (scan.length() % 2)][i].segment());
    }
  }

  private Storage[] inputs(Storage[] before, long at) {
    List<Storage> arguments = new ArrayList<>(List.of(before));
    List<Spec> specs = scan.body().inputs();
    for (int i = before.length; i < specs.size(); i++) {
      Spec spec = specs.get(i);
      arguments.add(
          i < before.length + scan.sequences()
              ? slice(input(i), spec, at)
              : Storage.wrap(spec.dtype(), spec.shape().size(), input(i)));
    }
    return arguments.toArray(Storage[]::new);
  }

  private Storage[] outputs(Storage[] after, long at) {
    List<Storage> results = new ArrayList<>(List.of(after));
    for (int i = 0; i < outputs; i++) {
      int number = after.length + i;
      results.add(slice(output(number), bodyOutputs.get(number), at));
    }
    return results.toArray(Storage[]::new);
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
