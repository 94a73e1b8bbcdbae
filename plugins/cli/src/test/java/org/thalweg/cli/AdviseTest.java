package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thalweg.cli.console.ExitCode;

/** The command line asks for a loss. */
class AdviseTest {
  @Test
  void rankedWithReasons() {
    String out =
        CommandRun.of("losses", "advise", "--task", "regression", "--tail", "heavy").well().out();
    assertTrue(out.startsWith(" 1  "), out);
    assertTrue(out.contains("for regression; "), out);
    assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
  }

  @Test
  void asJson() {
    List<Map<String, Object>> all =
        CommandRun.of(
                "losses",
                "advise",
                "--task",
                "multiclass",
                "--noise",
                "labels",
                "--imbalance",
                "0.01",
                "--json",
                "--limit",
                "3")
            .well()
            .json();
    assertTrue(!all.isEmpty() && all.size() <= 3, all.toString());
    assertEquals("1", String.valueOf(all.getFirst().get("rank")));
    assertEquals(
        List.of("rank", "name", "score", "reasons", "cautions", "use"),
        List.copyOf(all.getFirst().keySet()));
  }

  @Test
  void everyOptionIsTaken() {
    CommandRun.of(
            "losses",
            "advise",
            "--task",
            "binary",
            "--targets",
            "probabilities",
            "--wants",
            "mean",
            "--tail",
            "light",
            "--noise",
            "labels,targets",
            "--outliers",
            "--imbalance",
            "0.3",
            "--classes",
            "2",
            "--zeros",
            "0",
            "--calibrated",
            "--smooth",
            "--need",
            "many-classes,few-labels")
        .well();
  }

  @Test
  void wrongWords() {
    CommandRun.of("losses", "advise").refused("say what the model is for", "regression");
    CommandRun.of("losses", "advise", "--task", "regresion").refused("'regression'");
    CommandRun.of("losses", "advise", "--tail", "heavi").refused("--tail", "'heavy'");
    CommandRun.of("losses", "advise", "--noise", "label").refused("--noise", "'labels'");
    CommandRun.of("losses", "advise", "--wants", "medium").refused("'median'");
    CommandRun.of("losses", "advise", "--targets", "count").refused("'counts'");
    CommandRun.of("losses", "advise", "--need", "outlier").refused("'outliers'");
    CommandRun.of("losses", "advise", "--imbalance", "2").refused("--imbalance", "from 0 to 1");
    CommandRun.of("losses", "advise", "--classes", "1").refused("--classes");
    CommandRun.of("losses", "advise", "--limit", "0", "--task", "binary").refused("--limit");
  }

  @Test
  void whereNothingFits() {
    CommandRun run =
        CommandRun.of("losses", "advise", "--task", "regression", "--targets", "boxes");
    assertEquals(ExitCode.UNWELL, run.code());
    assertTrue(run.err().contains("no loss fits"), run.err());
  }
}
