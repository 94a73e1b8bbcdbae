package org.thalweg.engine.vector.run;

import java.util.Arrays;
import java.util.List;

/** Steps that do not depend on each other. */
final class Wave {
  /** Work that is not worth waking another thread for. */
  private static final long WORTH_SHARING_NANOS = 8_000;

  private final Step[] steps;
  private final long nanos;

  /** The threads that may share each step. */
  private final int[] teams;

  /** For one thread and for the team: the number of tasks of the steps up to each. */
  private final int[] tasksAlone;

  private final int[] tasksShared;

  Wave(List<Step> steps, int team) {
    this.steps = steps.toArray(new Step[0]);
    long sum = 0;
    for (Step step : steps) {
      sum += step.nanos();
    }
    this.nanos = sum;
    this.teams = teams(team);
    int[] one = new int[teams.length];
    Arrays.fill(one, 1);
    this.tasksAlone = ends(one);
    this.tasksShared = ends(teams);
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

  /** Divides the steps that would still run when all others are done; each has its cost. */
  private int[] teams(int team) {
    int[] teams = new int[steps.length];
    long after = 0;
    for (int i = steps.length - 1; i >= 0; i--) {
      long own = steps[i].nanos();
      teams[i] = own * (team - 1) <= after ? 1 : team;
      after += own;
    }
    return teams;
  }

  private int[] ends(int[] teams) {
    int[] ends = new int[steps.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = (i == 0 ? 0 : ends[i - 1]) + steps[i].tasks(teams[i]);
    }
    return ends;
  }

  /** Returns the number of tasks for a worker of a team. */
  int tasks(Worker worker) {
    int[] ends = worker.team() == 1 ? tasksAlone : tasksShared;
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** Runs all tasks on the calling thread. */
  void runAlone(Worker worker) {
    for (int i = 0; i < steps.length; i++) {
      int tasks = tasksAlone[i] - (i == 0 ? 0 : tasksAlone[i - 1]);
      for (int task = 0; task < tasks; task++) {
        steps[i].run(task, 1, worker);
      }
      steps[i].finish();
    }
  }

  /** Runs one of the tasks that a team shares. */
  void run(int task, Worker worker) {
    int step = 0;
    for (int after = steps.length - 1; step < after; ) {
      int middle = (step + after) / 2;
      if (task < tasksShared[middle]) {
        after = middle;
      } else {
        step = middle + 1;
      }
    }
    steps[step].run(step == 0 ? task : task - tasksShared[step - 1], teams[step], worker);
  }

  void finish() {
    for (Step step : steps) {
      step.finish();
    }
  }
}
