package org.thalweg.engine.vector.run;

import java.util.List;
import org.thalweg.engine.vector.library.Routine;

/** A library routine over dense buffers. */
final class RoutineStep extends Step {
  private final String name;
  private final List<Buffer> inputs;
  private final List<Buffer> outputs;
  private final Routine routine;

  RoutineStep(String name, List<Buffer> inputs, List<Buffer> outputs, Routine routine) {
    super(inputs, outputs);
    this.name = name;
    this.inputs = inputs;
    this.outputs = outputs;
    this.routine = routine;
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).keep(routine.inputs(), i);
    }
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).keep(routine.outputs(), i);
    }
  }

  @Override
  int tasks(int team) {
    return routine.tasks();
  }

  @Override
  void run(int task, Worker worker) {
    routine.run(task, worker.scratch());
  }

  @Override
  long nanos() {
    return routine.nanos();
  }

  @Override
  long scratchBytes() {
    return routine.scratchBytes();
  }

  @Override
  public String toString() {
    return "%s %s -> %s".formatted(name, inputs, outputs);
  }
}
