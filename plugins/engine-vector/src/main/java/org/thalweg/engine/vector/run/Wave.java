package org.thalweg.engine.vector.run;

import java.util.List;

/** Steps that do not depend on each other. */
final class Wave {
  /** Work that is not worth waking another thread for. */
  private static final long WORTH_SHARING_NANOS = 8_000;

  private final Step[] steps;
  private final long nanos;

  /** For one thread and for the team: the number of tasks of the steps up to each. */
  private final int[] tasksAlone;

  private final int[] tasksShared;

  Wave(List<Step> steps, int team) {
    this.steps = steps.toArray(Step[]::new);
    this.tasksAlone = ends(1);
    this.tasksShared = ends(team);
    this.nanos = steps.stream().mapToLong(Step::nanos).sum();
  }

  Step[] steps() {
    return steps;
  }

  long nanos() {
    return nanos;
  }

  /** Returns whether its steps run programs, which take the team themselves. */
  boolean runsPrograms() {
    return steps.length > 0 && steps[0].runsPrograms();
  }

  /** Returns whether several threads would be faster than one. */
  boolean isWorthSharing() {
    return !runsPrograms() && nanos > WORTH_SHARING_NANOS;
  }

  private int[] ends(int team) {
    int[] ends = new int[steps.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = (i == 0 ? 0 : ends[i - 1]) + steps[i].tasks(team);
    }
    return ends;
  }

  private int[] ends(Worker worker) {
    return worker.team() == 1 ? tasksAlone : tasksShared;
  }

  /** Returns the number of tasks of all steps, for a worker of a team. */
  int tasks(Worker worker) {
    int[] ends = ends(worker);
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** Runs all tasks on the calling thread. */
  void runAlone(Worker worker) {
    int[] ends = ends(worker);
    for (int i = 0; i < steps.length; i++) {
      int tasks = ends[i] - (i == 0 ? 0 : ends[i - 1]);
      for (int task = 0; task < tasks; task++) {
        steps[i].run(task, worker);
      }
      steps[i].finish();
    }
  }

  /** Runs one of the tasks of all steps. */
  void run(int task, Worker worker) {
    int[] ends = ends(worker);
    int step = 0;
    while (task >= ends[step]) {
      step++;
    }
    steps[step].run(step == 0 ? task : task - ends[step - 1], worker);
  }

  void finish() {
    for (Step step : steps) {
      step.finish();
    }
  }
}
