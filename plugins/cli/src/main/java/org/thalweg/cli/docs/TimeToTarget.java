package org.thalweg.cli.docs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thalweg.cli.plot.ProfilePlot;
import org.thalweg.cli.rank.Ranking;
import org.thalweg.cli.rank.Results;
import org.thalweg.cli.rank.Trials;

/** The page on the time that optimizers take to a target, made from results. */
public final class TimeToTarget {
  /** What the files of the page start with. */
  static final String NAME = "time-to-target";

  private static final int DRAWN = 10;

  private TimeToTarget() {}

  /** Returns the files by name: the results, the page and its plot. */
  public static SortedMap<String, String> pages(Results results) {
    Ranking ranking = Ranking.of(results);
    SortedMap<String, String> pages = new TreeMap<>();
    pages.put(NAME + ".json", results.json());
    pages.put(NAME + ".svg", plot(ranking));
    pages.put(NAME + ".md", page(results, ranking));
    return pages;
  }

  private static String plot(Ranking ranking) {
    return ProfilePlot.of(
        "Performance profiles of the best",
        Ranking.REACH,
        ranking.rows().stream()
            .limit(DRAWN)
            .map(row ->
                new ProfilePlot.Profile(row.name() + "  " + score(row.score()), row::profile))
            .toList());
  }

  private static String page(Results results, Ranking ranking) {
    Markdown page =
        new Markdown().paragraph(PageFolder.mark("optimizers rank")).title(1, "Time to target");
    page.paragraph(
        "How many steps optimizers take to a fixed loss on held-out examples, on %d small problems. Steps are counted, not seconds:\nthe numbers are the same on every machine. `./thalweg optimizers rank examples/time-to-target --out docs/optimizers`\nmeasures them; [time-to-target.json](time-to-target.json) holds all of it."
            .formatted(results.problems().size()));
    page.title(2, "Problems").table(problems(results));
    page.paragraph(
        "The network starts from the same weights and sees the same batches whoever trains it. Every %d steps the loss on the\nexamples held out is measured, with the weights that the optimizer would be evaluated at (averages, where it has them)."
            .formatted(results.every()));
    page.title(2, "Rules");
    page.paragraph(
        "Each optimizer has the same budget: %d learning rates, its default times %s; options other than the\nrate keep their defaults. Where a rate has no default, the usual one of papers and libraries stands in. Optimizers that learn their rate\nrun once. Those around another optimizer take `adam` and try adam's rates."
            .formatted(Trials.FACTORS.size(), factors()));
    page.paragraph(
        "An optimizer that looks at a second point computes two gradients a step, so gradients to the target are compared. The\nscore is the area below the performance profile (the share of problems that are solved within a factor of the least\ngradients), for the logarithm of the factor from 1 to %s: 1 for who is first everywhere, 0 for who is never within a\nfactor of %s. This is AlgoPerf's measure (Dahl et al. 2023, [arXiv:2306.07179](https://arxiv.org/abs/2306.07179)) with steps\nin place of time."
            .formatted(whole(Ranking.REACH), whole(Ranking.REACH)));
    page.paragraph(
        "Read it as what it is: four problems of seconds, one seed, no schedules, batches of a fixed size. What was made for\nlarge models, for little memory, for privacy or for flat minima does not show its use here.");
    page.paragraph(
        "Of %d results that arrived at a chosen rate, %d did so at the largest of the five. Defaults\nare made for longer trainings, which is why the rates reach further up than down."
            .formatted(arrived(results, false), arrived(results, true)));
    page.title(2, "Ranking").paragraph("![Performance profiles](time-to-target.svg)");
    page.paragraph("Steps to the target at the rate that reached it first; — where no rate did.");
    page.table(ranking(results, ranking));
    missed(page, ranking);
    if (!results.leftOut().isEmpty()) {
      page.title(2, "Left out");
      Markdown.Rows rows = new Markdown.Rows("optimizer", "why");
      results.leftOut().forEach((name, why) -> rows.row(link(name), "it " + why));
      page.table(rows);
    }
    page.paragraph("[all optimizers](README.md)");
    return page.text();
  }

  /**
   * Returns the number of entries with a target that was reached at a rate that was chosen.
   *
   * @param atLargest whether those at the largest rate alone count
   */
  private static long arrived(Results results, boolean atLargest) {
    return results.entries().stream()
        .filter(entry -> entry.best().flatMap(TimeToTarget::rate).isPresent())
        .filter(
            entry -> !atLargest || entry.best().flatMap(TimeToTarget::rate).equals(largest(entry)))
        .count();
  }

  private static Optional<Double> largest(Results.Entry entry) {
    return entry.tries().stream().flatMap(one -> rate(one).stream()).max(Double::compare);
  }

  private static Optional<Double> rate(Results.Try one) {
    return one.rate().isPresent() ? Optional.of(one.rate().getAsDouble()) : Optional.empty();
  }

  private static String factors() {
    return Trials.FACTORS.stream()
        .sorted()
        .map(TimeToTarget::number)
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static Markdown.Rows problems(Results results) {
    Markdown.Rows rows =
        new Markdown.Rows(
            "problem", "target loss", "examples", "held out", "batch", "steps at most");
    for (Results.About problem : results.problems()) {
      rows.row(
          "[%s](../../examples/time-to-target/%s.yaml)".formatted(problem.name(), problem.name()),
          number(problem.target()),
          Integer.toString(problem.examples()),
          Integer.toString(problem.heldOut()),
          Integer.toString(problem.batchSize()),
          Long.toString(problem.steps()));
    }
    return rows;
  }

  private static Markdown.Rows ranking(Results results, Ranking ranking) {
    List<String> head = new ArrayList<>(List.of("", "optimizer", "score"));
    results.problems().forEach(problem -> head.add(problem.name()));
    head.add("");
    Markdown.Rows rows = new Markdown.Rows(head.toArray(String[]::new));
    int place = 0;
    for (Ranking.Row row : ranking.rows()) {
      place++;
      List<String> cells =
          new ArrayList<>(List.of(Integer.toString(place), link(row.name()), score(row.score())));
      row.entries().forEach(entry -> cells.add(cell(entry)));
      cells.add(remark(row));
      rows.row(cells.toArray(String[]::new));
    }
    return rows;
  }

  private static String remark(Ranking.Row row) {
    List<String> remarks = new ArrayList<>();
    int gradients = row.entries().getFirst().gradients();
    if (gradients > 1) {
      remarks.add(gradients + " gradients a step");
    }
    if (row.optimizer().contains(":")) {
      remarks.add("`" + row.optimizer().substring(row.optimizer().indexOf(':') + 1) + "`");
    }
    return String.join(", ", remarks);
  }

  /** Adds a table of what did not reach a target, and how near it came. */
  private static void missed(Markdown page, Ranking ranking) {
    Markdown.Rows rows =
        new Markdown.Rows("optimizer", "problem", "least loss", "what hindered it");
    for (Ranking.Row row : ranking.rows()) {
      for (Results.Entry entry : row.entries()) {
        if (entry.best().isEmpty()) {
          rows.row(link(row.name()), entry.problem(), least(entry), why(entry));
        }
      }
    }
    page.title(2, "What did not arrive").table(rows);
  }

  private static String least(Results.Entry entry) {
    double least =
        entry.tries().stream()
            .mapToDouble(Results.Try::loss)
            .filter(Double::isFinite)
            .min()
            .orElse(Double.NaN);
    return Double.isNaN(least) ? "—" : String.format(Locale.ROOT, "%.4f", least);
  }

  private static String why(Results.Entry entry) {
    long diverged = entry.tries().stream().filter(Results.Try::diverged).count();
    if (diverged == entry.tries().size()) {
      return "its loss was not finite in the end, at any rate";
    }
    Optional<Results.Try> nearest =
        entry.tries().stream()
            .filter(one -> Double.isFinite(one.loss()))
            .min(java.util.Comparator.comparingDouble(Results.Try::loss));
    if (nearest.isEmpty() || nearest.get().rate().isEmpty()) {
      return "too slow for the steps that there were";
    }
    double rate = nearest.get().rate().getAsDouble();
    double largest =
        entry.tries().stream().mapToDouble(one -> one.rate().orElse(0)).max().orElse(0);
    String end = diverged > 0 ? "; at " + diverged + " of the rates it was not finite" : "";
    return (rate == largest
            ? "too slow at its largest rate, " + number(rate)
            : "came nearest at rate %s, larger ones were no better".formatted(number(rate)))
        + end;
  }

  private static String link(String name) {
    return "[%s](%s.md)".formatted(name, name);
  }

  /** Returns a score with three decimals. */
  public static String score(double score) {
    return String.format(Locale.ROOT, "%.3f", score);
  }

  /** Returns steps and rate of an entry, such as {@code 120 (0.004)}. */
  public static String cell(Results.Entry entry) {
    Optional<Results.Try> best = entry.best();
    if (best.isEmpty()) {
      return "—";
    }
    String steps = Long.toString(best.get().steps().orElseThrow());
    return best.get().rate().isPresent()
        ? steps + " (" + number(best.get().rate().getAsDouble()) + ")"
        : steps;
  }

  private static String whole(double number) {
    return Long.toString(Math.round(number));
  }

  private static String number(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  /** Returns whether a file in a folder of pages is one of these. */
  static boolean owns(String file) {
    return file.startsWith(NAME + ".");
  }
}
