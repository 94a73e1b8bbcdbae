package org.thalweg.cli.progress;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.cli.show.Figures;
import org.thalweg.cli.tune.FlowYaml;
import org.thalweg.cli.tune.TuneJson;
import org.thalweg.nn.tune.Candidate;
import org.thalweg.nn.tune.GridSearch;
import org.thalweg.nn.tune.Outcome;
import org.thalweg.nn.tune.Training;
import org.thalweg.nn.tune.Watcher;

/**
 * Shows how far a search is: a bar on the last line of a terminal, a line for each training where
 * nobody watches, or JSON lines for programs.
 */
public final class SearchReporter implements Watcher {
  private static final long EVERY = 100_000_000;
  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final int CELLS = 24;

  private final Console console;
  private final boolean json;
  private final GridSearch search;
  private final Interruption interruption;
  private final long start = System.nanoTime();
  private final double[] shares;
  private double done;
  private int ended;
  private int diverged;
  private long next = start;

  /** Starts to look at a search. */
  public SearchReporter(
      Console console, boolean json, GridSearch search, Interruption interruption) {
    this.console = console;
    this.json = json;
    this.search = search;
    this.interruption = interruption;
    this.shares = new double[total()];
  }

  private int total() {
    return search.candidates().size() * search.folds();
  }

  private int number(Training training) {
    return training.candidate() * search.folds() + training.fold();
  }

  @Override
  public boolean isCancelled() {
    return interruption.isAsked();
  }

  @Override
  public synchronized void onStep(Training training, double share) {
    reach(training, share);
    long now = System.nanoTime();
    if (console.terminal() && !json && now - next >= 0) {
      next = now + EVERY;
      console.out().print(CLEAR_LINE + bar(console.columns() - 1));
      console.out().flush();
    }
  }

  private void reach(Training training, double share) {
    done += share - shares[number(training)];
    shares[number(training)] = share;
  }

  @Override
  public synchronized void onEnd(Training training, Outcome outcome) {
    if (outcome instanceof Outcome.Unfinished) {
      return;
    }
    reach(training, 1);
    ended++;
    diverged += outcome instanceof Outcome.Diverged ? 1 : 0;
    if (json) {
      Map<String, @Nullable Object> event = TuneJson.event("training");
      event.put("finished", ended);
      event.put("trainings", total());
      event.put("settings", candidate(training).settings());
      event.put("fold", training.fold() + 1);
      event.put("outcome", TuneJson.name(outcome));
      event.put(
          "value",
          outcome instanceof Outcome.Measured measured
              ? (Double) search.value(measured.measurement().evaluation())
              : null);
      event.put("seconds", seconds());
      console.out().append(JsonWriter.write(event)).append('\n').flush();
    } else if (!console.terminal()) {
      console.out().println(line(training, outcome));
      console.out().flush();
    }
  }

  private Candidate candidate(Training training) {
    return search.candidates().get(training.candidate());
  }

  private String line(Training training, Outcome outcome) {
    String what =
        switch (outcome) {
          case Outcome.Measured measured ->
              "%s %s"
                  .formatted(
                      search.metric(),
                      Figures.measure(search.value(measured.measurement().evaluation())));
          case Outcome.Diverged _ -> "diverged";
          case Outcome.Failed(String message) -> "failed: " + message;
          case Outcome.Unfinished _ -> "not finished";
        };
    return "training %d/%d  %s, fold %d: %s%s"
        .formatted(
            ended,
            total(),
            FlowYaml.settings(candidate(training).settings()),
            training.fold() + 1,
            what,
            ended == total() ? "" : "  " + left());
  }

  /** Returns a line of at most the given width. */
  private String bar(int width) {
    int full = (int) Math.floor(done / total() * CELLS);
    String line =
        "[%s%s] %d/%d trainings  %s%s"
            .formatted(
                "#".repeat(full),
                ".".repeat(CELLS - full),
                ended,
                total(),
                left(),
                diverged == 0 ? "" : "  " + diverged + " diverged");
    return line.length() <= width ? line : line.substring(0, width);
  }

  private String left() {
    return done <= 0 ? "" : Figures.clock(seconds() * (total() - done) / done) + " left";
  }

  /** Returns the seconds since the search began. */
  public double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Clears the bar, and says how long it took. */
  public synchronized void close() {
    if (json) {
      return;
    }
    console
        .out()
        .println(
            "%s%d of %d trainings in %s%s"
                .formatted(
                    console.terminal() ? CLEAR_LINE : "",
                    ended,
                    total(),
                    Figures.seconds(seconds()),
                    interruption.isAsked() ? ", interrupted" : ""));
    console.out().flush();
  }
}
