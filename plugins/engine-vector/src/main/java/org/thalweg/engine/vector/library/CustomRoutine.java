package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.CustomOp;

/** A kernel written by hand. */
final class CustomRoutine extends Routine {
  private final CustomOp kernel;
  private final List<Spec> inputSpecs;
  private final List<Spec> outputSpecs;

  CustomRoutine(CustomOp kernel, List<Spec> inputSpecs, List<Spec> outputSpecs) {
    super(inputSpecs.size(), outputSpecs.size());
    this.kernel = kernel;
    this.inputSpecs = inputSpecs;
    this.outputSpecs = outputSpecs;
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public void run(int task, MemorySegment scratch) {
    kernel.run(wrap(inputSpecs, inputs()), wrap(outputSpecs, outputs()));
  }

  private static List<Storage> wrap(List<Spec> specs, MemorySegment[] segments) {
    List<Storage> storages = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      Spec spec = specs.get(i);
      storages.add(Storage.wrap(spec.dtype(), spec.shape().size(), segments[i]));
    }
    return storages;
  }

  @Override
  public long nanos() {
    return 100_000;
  }
}
