package org.thalweg.cli.rank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Optimizers in the order of their scores.
 *
 * <p>With r the number of gradients to the target over the least of all optimizers, the performance
 * profile of an optimizer is the share of problems with r of at most tau, and its score is the area
 * below the profile for the logarithm of tau from 0 to log {@link #REACH}, over log REACH: 1 if it
 * is the first everywhere, 0 if it is never within a factor of REACH. Dolan and Moré 2002; Dahl et
 * al. 2023, arXiv:2306.07179 (AlgoPerf), on a linear scale there.
 *
 * @param rows the optimizers, the best first
 */
public record Ranking(List<Row> rows) {
  /** The largest factor behind the first that counts. */
  public static final double REACH = 16;

  /** Copies the list. */
  public Ranking {
    rows = List.copyOf(rows);
  }

  /**
   * An optimizer.
   *
   * @param optimizer the words that make it
   * @param score from 0 to 1
   * @param ratios gradients to the target over the least ones, for each problem; infinite where the
   *     target was not reached
   * @param entries what it did on each problem
   */
  public record Row(
      String optimizer, double score, List<Double> ratios, List<Results.Entry> entries) {
    /** Copies the lists. */
    public Row {
      ratios = List.copyOf(ratios);
      entries = List.copyOf(entries);
    }

    /** Returns its name. */
    public String name() {
      return optimizer.replaceFirst(":.*", "");
    }

    /** Returns the share of problems within a factor of the first. */
    public double profile(double tau) {
      return (double) ratios.stream().filter(ratio -> ratio <= tau).count() / ratios.size();
    }
  }

  /** Ranks what was measured. */
  public static Ranking of(Results results) {
    Map<String, Long> least = new LinkedHashMap<>();
    for (Results.Entry entry : results.entries()) {
      OptionalLong cost = entry.cost();
      if (cost.isPresent()) {
        least.merge(entry.problem(), cost.getAsLong(), Math::min);
      }
    }
    Set<String> optimizers = new LinkedHashSet<>();
    results.entries().forEach(entry -> optimizers.add(entry.optimizer()));
    List<Row> rows = new ArrayList<>();
    for (String optimizer : optimizers) {
      List<Results.Entry> entries = results.of(optimizer);
      List<Double> ratios = new ArrayList<>();
      double score = 0;
      for (Results.Entry entry : entries) {
        double ratio =
            entry.cost().isPresent()
                ? (double) entry.cost().getAsLong() / least.getOrDefault(entry.problem(), 1L)
                : Double.POSITIVE_INFINITY;
        ratios.add(ratio);
        score += Math.max(0, 1 - Math.log(ratio) / Math.log(REACH)) / entries.size();
      }
      rows.add(new Row(optimizer, score, ratios, entries));
    }
    rows.sort(Comparator.comparingDouble((Row row) -> -row.score).thenComparing(Row::optimizer));
    return new Ranking(rows);
  }
}
