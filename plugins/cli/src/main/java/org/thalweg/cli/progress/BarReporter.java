package org.thalweg.cli.progress;

import java.util.Map;
import org.thalweg.cli.console.Console;
import org.thalweg.nn.train.Epoch;
import org.thalweg.nn.train.Progress;

/** Draws a bar on the last line of a terminal, ten times a second. */
final class BarReporter extends Reporter {
  private static final long EVERY = 100_000_000;
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final Console console;
  private long next;
  private Map<String, Double> metrics = Map.of();

  BarReporter(Console console) {
    this.console = console;
  }

  @Override
  public Signal onStep(Progress progress) {
    long now = meter.step();
    if (now - next >= 0 || progress.step() == 1) {
      next = now + EVERY;
      draw(progress);
    }
    return Signal.CONTINUE;
  }

  @Override
  public Signal onEpoch(Epoch epoch, Progress progress) {
    metrics = measured(epoch);
    return Signal.CONTINUE;
  }

  private void draw(Progress progress) {
    Snapshot now =
        new Snapshot(
            progress.epoch(),
            progress.epochs(),
            progress.step(),
            (long) progress.epochs() * progress.stepsPerEpoch(),
            meter.stepsPerSecond(),
            progress.epochLoss(),
            metrics);
    console.out().print(CLEAR_LINE + ProgressBar.render(now, console.columns() - 1));
    console.out().flush();
  }

  @Override
  public void outcome(Outcome outcome) {
    console.out().print(CLEAR_LINE + outcome.text());
  }
}
