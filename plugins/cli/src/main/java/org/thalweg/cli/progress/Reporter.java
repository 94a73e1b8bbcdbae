package org.thalweg.cli.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thalweg.cli.console.Console;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Epoch;
import org.thalweg.nn.train.Progress;

/** Shows how training goes, and what it came to. */
public abstract sealed class Reporter implements Callback
    permits BarReporter, LineReporter, JsonReporter {
  final Meter meter = new Meter(System::nanoTime);

  /** Returns the reporter that suits a console. */
  public static Reporter of(Console console, boolean json) {
    if (json) {
      return new JsonReporter(console);
    }
    return console.terminal() ? new BarReporter(console) : new LineReporter(console);
  }

  @Override
  public Signal onStep(Progress progress) {
    meter.step();
    return Signal.CONTINUE;
  }

  /** Shows the last of a run. */
  public abstract void outcome(Outcome outcome);

  /** Returns the seconds since the reporter was made. */
  public double seconds() {
    return meter.seconds();
  }

  /** Returns the steps of a second. */
  public double stepsPerSecond() {
    return meter.stepsPerSecond();
  }

  static Map<String, Double> measured(Epoch epoch) {
    Map<String, Double> all = new LinkedHashMap<>();
    epoch
        .evaluation()
        .ifPresent(evaluation -> {
          all.put("held-out loss", evaluation.loss());
          all.putAll(evaluation.metrics());
        });
    return all;
  }
}
