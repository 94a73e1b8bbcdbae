package org.thalweg.cli.progress;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Epoch;
import org.thalweg.nn.train.Progress;

/**
 * Ends training when the user interrupts it: the JVM waits until the step under way is done and its
 * result is shown.
 */
public final class Interruption implements Callback, AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");
  private volatile boolean asked;

  /** Starts to listen. */
  public static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Asks training to end, and waits for it. */
  void interrupt() {
    asked = true;
    try {
      boolean _ = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the user has interrupted. */
  public boolean isAsked() {
    return asked;
  }

  @Override
  public Signal onStep(Progress progress) {
    return asked ? Signal.STOP : Signal.CONTINUE;
  }

  @Override
  public Signal onEpoch(Epoch epoch, Progress progress) {
    return asked ? Signal.STOP : Signal.CONTINUE;
  }

  /** Lets the JVM go, and no longer listens. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the JVM is on its way down: the hook has run
    }
  }
}
