package org.thalweg.api.function;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;

/** Work that another thread does meanwhile, with the engine that is in force on this one. */
final class Background {
  private final FutureTask<Boolean> task;

  private Background(FutureTask<Boolean> task) {
    this.task = task;
  }

  static Background run(Runnable work) {
    Engine engine = Engines.current();
    FutureTask<Boolean> task =
        new FutureTask<>(() ->
            Engines.with(
                engine,
                () -> {
                  work.run();
                  return true;
                }));
    Thread.ofPlatform().daemon().name("thalweg-background").start(task);
    return new Background(task);
  }

  /** Waits until the work is done; throws what it threw. */
  void await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return;
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Error error) {
            throw error;
          }
          throw e.getCause() instanceof RuntimeException cause
              ? cause
              : new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
