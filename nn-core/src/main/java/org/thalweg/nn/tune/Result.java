package org.thalweg.nn.tune;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a search came to.
 *
 * @param metric the name of what candidates are compared by
 * @param higherIsBetter whether more of it is better
 * @param scores how well each candidate did, in the order of candidates
 */
public record Result(String metric, boolean higherIsBetter, List<Score> scores) {
  /** Copies the list. */
  public Result {
    scores = List.copyOf(scores);
  }

  /** Returns the score of the best mean, the first of equals; none if no candidate is complete. */
  public Optional<Score> best() {
    return scores.stream().filter(Score::isComplete).min(Comparator.comparingDouble(this::badness));
  }

  /**
   * Returns the first candidate whose mean is within one standard error, of the best, of the best
   * mean: candidates stand in the order in which they are preferred, and what is better by less
   * than chance does not count. Breiman et al., "Classification and regression trees", 1984.
   */
  public Optional<Score> withinOneStandardError() {
    return best()
        .flatMap(best ->
            scores.stream()
                .filter(Score::isComplete)
                .filter(score -> badness(score) <= badness(best) + best.standardError())
                .findFirst());
  }

  private double badness(Score score) {
    return higherIsBetter ? -score.mean() : score.mean();
  }
}
