package org.thalweg.api.tensor;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;

/** Work that another thread does meanwhile, with the engine that is in force on this one. */
final class Background<T> {
  private final FutureTask<T> task;

  private Background(FutureTask<T> task) {
    this.task = task;
  }

  static <T> Background<T> start(Supplier<T> work) {
    Engine engine = Engines.current();
    FutureTask<T> task = new FutureTask<>(() -> Engines.with(engine, work));
    Thread.ofPlatform().daemon().name("thalweg-background").start(task);
    return new Background<>(task);
  }

  /** Waits for the result; throws what the work threw. An interrupt is kept for later. */
  T await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
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
