package org.thalweg.cli.progress;

import org.thalweg.cli.console.Console;
import org.thalweg.cli.show.Figures;
import org.thalweg.nn.train.Epoch;
import org.thalweg.nn.train.Progress;

/** Writes a line for each epoch. */
final class LineReporter extends Reporter {
  private final Console console;

  LineReporter(Console console) {
    this.console = console;
  }

  @Override
  public Signal onEpoch(Epoch epoch, Progress progress) {
    StringBuilder line =
        new StringBuilder("epoch %d/%d".formatted(epoch.number(), progress.epochs()));
    line.append("  loss ").append(Figures.measure(epoch.loss()));
    measured(epoch)
        .forEach((name, value) ->
            line.append("  ").append(name).append(' ').append(Figures.measure(value)));
    if (meter.stepsPerSecond() > 0) {
      line.append("  ").append(Figures.rate(meter.stepsPerSecond())).append(" steps/s");
    }
    console.out().println(line);
    console.out().flush();
    return Signal.CONTINUE;
  }

  @Override
  public void outcome(Outcome outcome) {
    console.out().print(outcome.text());
  }
}
