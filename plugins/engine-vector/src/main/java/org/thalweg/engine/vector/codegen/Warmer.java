package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.thalweg.api.data.Storage;

/**
 * Runs vector kernels on memory of its own, in the background, until the compiler has made them
 * faster than their scalar form.
 */
public final class Warmer {
  /** Something that becomes fast by being run. */
  public interface Candidate {
    /** Makes the form that is to be warmed, anew each time. */
    void renew();

    /** Runs the form that is to be warmed, once, on memory of its own. */
    void runVector();

    /** Calls the form that is to be warmed so that it returns at once. */
    void touchVector();

    /** Runs the form that is in use, once, on memory of its own. */
    void runScalar();

    /** Returns how long one run takes at most if it is compiled well, in nanoseconds. */
    long hotNanos();

    /** Puts the warmed form into use. */
    void promote();
  }

  /**
   * After this since calls became fast the compiler may have settled for less than its best; a new
   * class gets another chance.
   */
  private static final long PATIENCE_MILLIS = 3_000;

  /** After this without the compiler coming to a class others have their turn. */
  private static final long LONGEST_WAIT_MILLIS = 30_000;

  /** Calls of compiled code are faster than those of interpreted code at least by this factor. */
  private static final long COMPILED_FACTOR = 4;

  /** A program that has just begun has better use for the processors. */
  private static final long START_MILLIS = 800;

  /** The compiler should get most of the processor's time meanwhile. */
  private static final long PAUSE_MILLIS = 5;

  /** Candidates that are warmed at a time, so that the compiler always has work. */
  private static final int MOST_ACTIVE = 3;

  private static final int MOST_TRIES = 5;

  /**
   * Calls that make the JVM count branches from then on: it does so after {@code
   * Tier3InvocationThreshold} by {@code Tier0ProfilingStartPercentage}, 400 calls.
   */
  private static final int FIRST_TOUCHES = 1024;

  /** Runs that show the compiler which way branches go. */
  private static final int FIRST_RUNS = 24;

  /**
   * Calls between measurements. The compiler wants 5,000 ({@code Tier4InvocationThreshold}), and
   * many times that while it has much to do.
   */
  private static final int TOUCHES = 4096;

  /** Runs that go with so many calls; the JVM may begin to count branches late. */
  private static final int RUNS = 4;

  /** Rounds of calls, of which the fastest counts. */
  private static final int ROUNDS = 8;

  /**
   * Runs of a measurement. Few, and only when calls have become faster, which they do once they are
   * compiled: interpreted vector code makes garbage, and has the compiler look at the methods of
   * the Vector API one by one, which no compiled kernel calls.
   */
  private static final int BATCH = 8;

  /** After this long a run is measured in any case. */
  private static final long UNSEEN_NANOS = 50_000_000;

  private static final long LONGEST_AWAIT_NANOS = 5_000_000_000L;

  /** Opens when somebody waits. */
  private static final CountDownLatch HURRY = new CountDownLatch(1);

  /**
   * Elements of a row that a kernel is warmed with: rounds of several vectors, single ones after
   * them, a rest, and none of these, for no branch may look as if it were never taken. Few, so that
   * the JVM's counter of calls, which asks for fewer than that of loops, is what makes it compile.
   */
  static final List<Integer> COLUMNS = List.of(96, 125, 3, 64);

  private static final BlockingQueue<Attempt> QUEUE = new LinkedBlockingQueue<>();

  /** First attempts that are not over. */
  private static final AtomicInteger FIRST_ATTEMPTS = new AtomicInteger();

  static {
    Thread thread = new Thread(Warmer::work, "thalweg-warmer");
    thread.setDaemon(true);
    thread.start();
  }

  private Warmer() {}

  /**
   * Finds the logger when there is something to log: on the way to it the JVM loads a hundred
   * classes.
   */
  private static System.Logger log() {
    return System.getLogger(Warmer.class.getName());
  }

  /** Queues something to be warmed. */
  public static void submit(Candidate candidate) {
    if (Tier.current() == Tier.AUTO) {
      FIRST_ATTEMPTS.getAndIncrement();
      QUEUE.add(new Attempt(candidate, 0, true));
    }
  }

  /** Returns whether the compiler has work, after which what runs now will be many times faster. */
  public static boolean isBusy() {
    return FIRST_ATTEMPTS.get() > 0;
  }

  static void submit(Kernel kernel) {
    submit(new OfKernel(kernel));
  }

  /**
   * Waits until forms that were submitted are in use: where they have so much to do that what is
   * left of it would take longer than the compiler, which runs the faster the less else does.
   *
   * @param ready whether all of them are
   */
  public static void await(BooleanSupplier ready) {
    HURRY.countDown();
    long end = System.nanoTime() + LONGEST_AWAIT_NANOS;
    try {
      while (!ready.getAsBoolean() && System.nanoTime() < end) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void work() {
    List<Attempt> active = new ArrayList<>();
    try {
      active.add(QUEUE.take());
      boolean _ = HURRY.await(START_MILLIS, TimeUnit.MILLISECONDS);
      while (true) {
        if (active.isEmpty()) {
          active.add(QUEUE.take());
        }
        while (active.size() < MOST_ACTIVE && !QUEUE.isEmpty()) {
          active.add(QUEUE.remove());
        }
        if (!active.removeIf(Warmer::isOver)) {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException _) {
      // the scalar forms go on; nothing is lost but speed
    }
  }

  private static boolean isOver(Attempt attempt) {
    boolean over = attempt.isOver();
    if (over && attempt.number == 0) {
      FIRST_ATTEMPTS.getAndDecrement();
    }
    return over;
  }

  private static final class Attempt {
    private final Candidate candidate;
    private final int number;
    private final boolean anew;
    private long start;
    private long interpreted;
    private long compiled;
    private long best = Long.MAX_VALUE;
    private long lastTouch = Long.MAX_VALUE;
    private long lastRun;

    /** Makes an attempt of a number, with a new class or with that of the attempt before. */
    Attempt(Candidate candidate, int number, boolean anew) {
      this.candidate = candidate;
      this.number = number;
      this.anew = anew;
    }

    /** Goes on for a while; returns whether nothing is left to do. */
    boolean isOver() {
      try {
        return warm();
      } catch (RuntimeException | Error e) {
        // the scalar form goes on; nothing is lost but speed
        log().log(System.Logger.Level.WARNING, "a vector kernel failed to warm up", e);
        return true;
      }
    }

    private boolean warm() {
      if (start == 0) {
        start = System.nanoTime();
        if (anew) {
          candidate.renew();
        }
        interpreted = touch(FIRST_TOUCHES) * TOUCHES / FIRST_TOUCHES;
        run(FIRST_RUNS);
      }
      long touch = touch(TOUCHES);
      long now = System.nanoTime();
      if (touch > interpreted / COMPILED_FACTOR) {
        compiled = 0;
      } else if (compiled == 0) {
        compiled = now;
      }
      run(RUNS);
      if (touch > lastTouch - lastTouch / 8 && now - lastRun < UNSEEN_NANOS) {
        return false;
      }
      lastTouch = touch;
      long vector = batch(candidate::runVector);
      lastRun = System.nanoTime();
      best = Math.min(best, vector);
      long millis = (lastRun - start) / 1_000_000;
      if (vector < BATCH * candidate.hotNanos() && vector < batch(candidate::runScalar)) {
        candidate.promote();
        log()
            .log(
                System.Logger.Level.DEBUG,
                () -> "%s is compiled after %d ms".formatted(candidate, millis));
        return true;
      }
      long patience = compiled > 0 ? PATIENCE_MILLIS << number : LONGEST_WAIT_MILLIS;
      if ((lastRun - (compiled > 0 ? compiled : start)) / 1_000_000 < patience) {
        return false;
      }
      log()
          .log(
              System.Logger.Level.DEBUG,
              () ->
                  "%s is not compiled%s: %d ns, should be below %d"
                      .formatted(
                          candidate,
                          compiled > 0 ? " well" : "",
                          best / BATCH,
                          candidate.hotNanos()));
      if (number + 1 < MOST_TRIES) {
        QUEUE.add(new Attempt(candidate, number + 1, compiled > 0));
      }
      return true;
    }

    private void run(int times) {
      for (int i = 0; i < times; i++) {
        candidate.runVector();
      }
    }

    /** Returns the time of the fastest of several rounds of calls. */
    private long touch(int calls) {
      long best = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        for (int i = 0; i < calls / ROUNDS; i++) {
          candidate.touchVector();
        }
        best = Math.min(best, System.nanoTime() - start);
      }
      return best;
    }

    private static long batch(Runnable run) {
      long start = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        run.run();
      }
      return System.nanoTime() - start;
    }
  }

  private static final class OfKernel implements Candidate {
    private static final int ROWS = 2;

    private static final int MOST_COLUMNS = 125;

    /** Where sums are taken block by block, one run in so many has a block and a rest. */
    private static final int RUNS_OF_A_LONG_ONE = 8;

    private static final int LONG = Phases.BLOCK + MOST_COLUMNS;

    private final Kernel kernel;
    private final MemorySegment[] memory;
    private final long[] offsets;
    private final long[] strides;
    private final long[] params;
    private final MemorySegment scratch;
    private final int longest;
    private LoopKernel vector;
    private int turn;

    OfKernel(Kernel kernel) {
      this.kernel = kernel;
      this.longest = kernel.sumsInBlocks() ? LONG : MOST_COLUMNS;
      this.vector = kernel.scalar();
      KernelCode code = kernel.code();
      int operands = code.operands().size() + code.totals().size();
      this.memory = new MemorySegment[operands];
      for (int i = 0; i < operands; i++) {
        memory[i] = Storage.allocate((long) Long.BYTES * (longest + 1));
      }
      this.offsets = new long[operands];
      this.strides = new long[operands];
      this.params = new long[code.params().size()];
      this.scratch = Storage.allocate(kernel.scratchBytes(longest));
    }

    private void run(LoopKernel form) {
      turn++;
      int columns = turn % RUNS_OF_A_LONG_ONE == 0 ? longest : COLUMNS.get(turn % COLUMNS.size());
      form.run(memory, offsets, strides, params, scratch, turn % ROWS + 1, columns);
    }

    @Override
    public long hotNanos() {
      int columns = MOST_COLUMNS + (longest - MOST_COLUMNS) / RUNS_OF_A_LONG_ONE;
      long vectors = ROWS * ((long) columns * Long.BYTES / Machine.vectorBytes() + 2);
      // twice what it takes alone: what is not compiled well takes ten times as long
      return 1000 + vectors * (6 * kernel.operations() + 10L * memory.length);
    }

    @Override
    public void renew() {
      vector = kernel.makeVector();
    }

    @Override
    public void runVector() {
      run(vector);
    }

    @Override
    public void touchVector() {
      vector.touch();
    }

    @Override
    public void runScalar() {
      run(kernel.scalar());
    }

    @Override
    public void promote() {
      kernel.promote(vector);
    }

    @Override
    public String toString() {
      return "loop of %d operations".formatted(kernel.operations());
    }
  }
}
