package org.thalweg.cli.tune;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thalweg.cli.show.Figures;
import org.thalweg.cli.show.Table;
import org.thalweg.nn.tune.Outcome;
import org.thalweg.nn.tune.Result;
import org.thalweg.nn.tune.Score;

/** The scores of a search as a table of text. */
public final class SearchTable {
  private SearchTable() {}

  /** Returns a row for each candidate, and what went wrong below. */
  public static String of(Result result) {
    Table table = new Table();
    List<String> head =
        new ArrayList<>(result.scores().getFirst().candidate().settings().sequencedKeySet());
    int folds = result.scores().getFirst().outcomes().size();
    for (int f = 1; f <= folds; f++) {
      head.add("fold " + f);
    }
    head.addAll(List.of("mean " + result.metric(), "+- std. error", "merged", ""));
    table.row(head.toArray(String[]::new));
    for (Score score : result.scores()) {
      List<String> row = new ArrayList<>();
      score.candidate().settings().values().forEach(value -> row.add(FlowYaml.of(value)));
      for (int f = 0; f < folds; f++) {
        row.add(cell(score.outcomes().get(f), score.values().get(f)));
      }
      row.add(figure(score, score.mean()));
      row.add(figure(score, score.standardError()));
      row.add(figure(score, score.merged()));
      row.add(mark(result, score));
      table.row(row.toArray(String[]::new));
    }
    return table.text("") + failures(result);
  }

  private static String figure(Score score, double value) {
    return score.isComplete() ? Figures.measure(value) : "-";
  }

  private static String cell(Outcome outcome, double value) {
    return switch (outcome) {
      case Outcome.Measured _ -> Figures.measure(value);
      case Outcome.Diverged _ -> "diverged";
      case Outcome.Failed _ -> "failed";
      case Outcome.Unfinished _ -> "-";
    };
  }

  private static String mark(Result result, Score score) {
    boolean best = is(result.best(), score);
    boolean first = is(result.withinOneStandardError(), score);
    return best && first
        ? "<- best, and the first within one standard error"
        : best ? "<- best" : first ? "<- the first within one standard error of it" : "";
  }

  private static boolean is(Optional<Score> chosen, Score score) {
    return chosen.filter(other -> other == score).isPresent();
  }

  private static String failures(Result result) {
    Set<String> messages = new LinkedHashSet<>();
    for (Score score : result.scores()) {
      for (Outcome outcome : score.outcomes()) {
        if (outcome instanceof Outcome.Failed(String message)) {
          messages.add("failed: " + message + "\n");
        }
      }
    }
    return String.join("", messages);
  }
}
