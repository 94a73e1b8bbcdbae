package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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

    /** Runs the form that is in use, once, on memory of its own. */
    void runScalar();

    /** Puts the warmed form into use. */
    void promote();
  }

  /**
   * After this the compiler may have settled for less than its best; a new class gets another
   * chance.
   */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private static final int MOST_TRIES = 4;
  private static final int BATCH = 16;
  private static final BlockingQueue<Candidate> QUEUE = new LinkedBlockingQueue<>();

  static {
    Thread thread = new Thread(Warmer::work, "thalweg-warmer");
    thread.setDaemon(true);
    thread.start();
  }

  private Warmer() {}

  /** Queues something to be warmed. */
  public static void submit(Candidate candidate) {
    if (Tier.current() == Tier.AUTO) {
      QUEUE.add(candidate);
    }
  }

  static void submit(Kernel kernel) {
    submit(new OfKernel(kernel));
  }

  private static void work() {
    while (true) {
      try {
        warm(QUEUE.take());
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException | Error e) {
        // the scalar form goes on; nothing is lost but speed
        System.getLogger(Warmer.class.getName())
            .log(System.Logger.Level.WARNING, "a vector kernel failed to warm up", e);
      }
    }
  }

  private static void warm(Candidate candidate) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      candidate.renew();
      long start = System.nanoTime();
      while (System.nanoTime() - start < PATIENCE_NANOS) {
        long vector = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
          vector = Math.min(vector, batch(candidate::runVector));
        }
        if (vector < batch(candidate::runScalar)) {
          candidate.promote();
          return;
        }
      }
    }
  }

  private static long batch(Runnable run) {
    long start = System.nanoTime();
    for (int i = 0; i < BATCH; i++) {
      run.run();
    }
    return System.nanoTime() - start;
  }

  private static final class OfKernel implements Candidate {
    private static final int ROWS = 2;

    /** Long enough to loop, and with a rest. */
    private static final int COLUMNS = 1021;

    private final Kernel kernel;
    private final MemorySegment[] memory;
    private final long[] offsets;
    private final long[] strides;
    private final long[] params;
    private final MemorySegment scratch;
    private LoopKernel vector;

    OfKernel(Kernel kernel) {
      this.kernel = kernel;
      this.vector = kernel.scalar();
      KernelCode code = kernel.code();
      int operands = code.operands().size() + code.totals().size();
      this.memory = new MemorySegment[operands];
      for (int i = 0; i < operands; i++) {
        memory[i] = Storage.allocate((long) Long.BYTES * (COLUMNS + 1));
      }
      this.offsets = new long[operands];
      this.strides = new long[operands];
      this.params = new long[code.params().size()];
      this.scratch = Storage.allocate(kernel.scratchBytes(COLUMNS));
    }

    private void run(LoopKernel form) {
      form.run(memory, offsets, strides, params, scratch, ROWS, COLUMNS);
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
    public void runScalar() {
      run(kernel.scalar());
    }

    @Override
    public void promote() {
      kernel.promote(vector);
    }
  }
}
