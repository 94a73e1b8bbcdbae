package org.thalweg.engine.vector.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.engine.vector.codegen.Warmer;

/**
 * Threads that run the tasks of a wave together with the thread that asks for it.
 *
 * <p>Helpers wait by spinning for a while, since the next wave is mostly a few microseconds away,
 * then sleep. Nobody waits for a helper that has not begun: the caller takes tasks like everybody
 * else. One program at a time has the team; others run alone.
 *
 * <p>A team that has all processors lends one of them to the compiler while vector code is being
 * compiled: what runs meanwhile is many times slower than what will.
 */
public final class Team {
  /** The system property that sets the number of threads. */
  public static final String PROPERTY = "thalweg.threads";

  private static final int SPINS_BEFORE_SLEEP = 20_000;
  private static final int TASK_BITS = 24;
  private static final long TASK_MASK = (1L << TASK_BITS) - 1;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** How long a helper leaves its processor to the compiler at a time. */
  private static final long LEND_NANOS = 2_000_000;

  private static final Team SHARED = new Team(configuredSize());

  private final int size;
  private final Worker[] workers;
  private final Thread[] helpers;
  private final AtomicBoolean taken = new AtomicBoolean();

  /** Number of tasks of the wave in the upper half, number of the next one in the lower. */
  private final AtomicLong ticket = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private volatile @Nullable Wave wave;
  private volatile @Nullable Throwable failure;
  private final AtomicInteger sleepers = new AtomicInteger();

  /**
   * Makes a team of a number of threads, the caller among them; they start when they are needed.
   */
  public Team(int size) {
    this.size = size;
    this.workers = new Worker[size];
    this.helpers = new Thread[size - 1];
    for (int i = 0; i < size; i++) {
      workers[i] = new Worker(i, size);
    }
    for (int i = 1; i < size; i++) {
      Worker worker = workers[i];
      boolean lends = i == size - 1 && size >= PROCESSORS;
      helpers[i - 1] =
          Thread.ofPlatform().daemon().name("thalweg-" + i).unstarted(() -> help(worker, lends));
    }
  }

  private static int configuredSize() {
    String text = System.getProperty(PROPERTY);
    if (text == null) {
      return PROCESSORS;
    }
    try {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= 1024) {
        return size;
      }
    } catch (NumberFormatException _) {
      // reported below
    }
    throw new ThalwegException(
        "-D%s=%s should be a number of threads from 1 to 1024".formatted(PROPERTY, text));
  }

  /** Returns the team that engines share unless they are given one. */
  public static Team shared() {
    return SHARED;
  }

  /** Returns the number of threads, the caller among them. */
  public int size() {
    return size;
  }

  /**
   * Takes the team for a program; returns false if another one has it.
   *
   * @param scratchBytes scratch memory that each thread needs
   */
  boolean take(long scratchBytes) {
    if (size == 1 || !taken.compareAndSet(false, true)) {
      return false;
    }
    try {
      for (Worker worker : workers) {
        worker.reserve(scratchBytes);
      }
      for (Thread helper : helpers) {
        if (helper.getState() == Thread.State.NEW) {
          helper.start();
        }
      }
    } catch (RuntimeException | Error e) {
      release();
      throw e;
    }
    return true;
  }

  /** Gives the team back. */
  void release() {
    taken.set(false);
  }

  /** Returns what the calling thread works with while it has the team. */
  Worker caller() {
    return workers[0];
  }

  /** Runs a wave; only between {@link #take} and {@link #release}. */
  void run(Wave next) {
    int tasks = next.tasks(workers[0]);
    if (tasks <= 1) {
      next.runAlone(workers[0]);
      return;
    }
    done.set(0);
    wave = next;
    ticket.set((long) tasks << TASK_BITS);
    if (sleepers.get() > 0) {
      for (Thread helper : helpers) {
        LockSupport.unpark(helper);
      }
    }
    work(workers[0]);
    while (done.get() < tasks) {
      Thread.onSpinWait();
    }
    wave = null;
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    }
    next.finish();
  }

  /** Takes tasks until there are none left; returns whether there was one. */
  private boolean work(Worker worker) {
    boolean any = false;
    while (true) {
      long seen = ticket.get();
      if ((seen & TASK_MASK) >= seen >>> TASK_BITS) {
        return any;
      }
      long mine = ticket.getAndIncrement();
      long task = mine & TASK_MASK;
      if (task >= mine >>> TASK_BITS) {
        return any;
      }
      // the wave stays until this task is done, so it is the one that the task belongs to
      Wave current = wave;
      any = true;
      try {
        if (current != null) {
          current.run((int) task, worker);
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        done.getAndIncrement();
      }
    }
  }

  private void help(Worker worker, boolean lends) {
    int idle = 0;
    while (true) {
      if (lends && Warmer.isBusy()) {
        LockSupport.parkNanos(this, LEND_NANOS);
      } else if (work(worker)) {
        idle = 0;
      } else if (++idle < SPINS_BEFORE_SLEEP) {
        Thread.onSpinWait();
      } else {
        sleepers.getAndIncrement();
        long seen = ticket.get();
        if ((seen & TASK_MASK) >= seen >>> TASK_BITS) {
          LockSupport.park(this);
        }
        sleepers.getAndDecrement();
        idle = 0;
      }
    }
  }
}
