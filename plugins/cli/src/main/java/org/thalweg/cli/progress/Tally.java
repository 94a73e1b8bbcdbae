package org.thalweg.cli.progress;

import java.util.concurrent.atomic.AtomicInteger;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.show.Figures;

/**
 * Counts what is done of many things, by any thread, on the last line of a terminal; elsewhere it
 * writes nothing.
 */
public final class Tally implements AutoCloseable {
  private static final long EVERY = 100_000_000;
  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final int CELLS = 30;

  private final Console console;
  private final String what;
  private final int all;
  private final boolean shown;
  private final long began = System.nanoTime();
  private final AtomicInteger done = new AtomicInteger();
  private long next = began;

  /**
   * Starts to count.
   *
   * @param what what is counted, such as {@code runs}
   * @param all how many there will be
   * @param shown whether to show it, if a person watches
   */
  public Tally(Console console, String what, int all, boolean shown) {
    this.console = console;
    this.what = what;
    this.all = Math.max(1, all);
    this.shown = shown && console.terminal();
  }

  /** Counts one that is done. */
  public void count() {
    int now = done.incrementAndGet();
    if (shown) {
      draw(now);
    }
  }

  private synchronized void draw(int now) {
    long time = System.nanoTime();
    if (time - next < 0) {
      return;
    }
    next = time + EVERY;
    String line = line(now, all, what, (time - began) / 1e9);
    int room = console.columns() - 1;
    console.out().print(CLEAR_LINE + line.substring(0, Math.min(room, line.length())));
    console.out().flush();
  }

  /** Returns a line such as {@code 3/12 runs [#######......................] 0:05 left}. */
  static String line(int now, int all, String what, double seconds) {
    int full = (int) ((long) CELLS * now / all);
    return "%d/%d %s [%s%s]  %s left"
        .formatted(
            now,
            all,
            what,
            "#".repeat(full),
            ".".repeat(CELLS - full),
            Figures.clock(seconds / now * (all - now)));
  }

  /** Clears the line. */
  @Override
  public void close() {
    if (shown) {
      console.out().print(CLEAR_LINE);
      console.out().flush();
    }
  }
}
