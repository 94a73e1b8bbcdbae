package org.thalweg.cli.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.engine.Engines;

/** Threads that do things at once, as many as there are processors. */
public final class Workers {
  private Workers() {}

  /**
   * Returns the results of all tasks, in their order. Each runs on an engine that takes no further
   * thread.
   *
   * @throws RuntimeException what the first task that failed threw; the others are given up
   */
  public static <T> List<T> all(List<Supplier<T>> tasks) {
    int cores = Math.clamp(tasks.size(), 1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      try {
        List<T> results = new ArrayList<>();
        for (Future<T> task : tasks.stream().map(task -> pool.submit(() -> alone(task))).toList()) {
          results.add(task.get());
        }
        return results;
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new ThalwegException("interrupted", e);
      }
    }
  }

  private static <T> T alone(Supplier<T> task) {
    return Engines.with(Engines.current().singleThreaded(), task);
  }
}
