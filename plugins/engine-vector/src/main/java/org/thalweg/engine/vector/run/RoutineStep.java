package org.thalweg.engine.vector.run;

import java.util.List;
import java.util.SequencedMap;
import org.thalweg.engine.vector.library.Routine;

/** A library routine over dense buffers. */
final class RoutineStep extends Step {
  private final String name;
  private final List<Buffer> inputs;
  private final SequencedMap<Integer, Buffer> outputs;
  private final Routine routine;

  /** Takes the buffers of the results that somebody reads, by number. */
  RoutineStep(
      String name, List<Buffer> inputs, SequencedMap<Integer, Buffer> outputs, Routine routine) {
    super(inputs, List.copyOf(outputs.values()));
    this.name = name;
    this.inputs = inputs;
    this.outputs = outputs;
    this.routine = routine;
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).keep(routine.inputs(), i);
    }
    outputs.forEach((i, output) -> output.keep(routine.outputs(), i));
  }

  @Override
  boolean runsPrograms() {
    return routine.runsPrograms();
  }

  @Override
  int tasks(int team) {
    return routine.tasks();
  }

  @Override
  void run(int task, int team, Worker worker) {
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
    String program = routine.program();
    return "%s %s -> %s".formatted(name, inputs, outputs.values())
        + (program.isEmpty() ? "" : "\n" + program.indent(2).stripTrailing());
  }
}
