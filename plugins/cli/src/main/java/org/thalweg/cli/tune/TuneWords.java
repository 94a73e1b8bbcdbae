package org.thalweg.cli.tune;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.nn.tune.Axis;

/**
 * The command line of {@code thalweg tune}, read.
 *
 * @param rates the learning rates; none if a range test is to find them, or if they stay
 * @param keepsRate whether the learning rate stays that of the file
 * @param axes other keys with their values
 * @param folds the number of folds
 * @param epochs passes over the examples in place of the file's, or null
 * @param seed the seed in place of the file's, or null
 * @param threads how many trainings run at once
 * @param steps the steps of the range test
 */
public record TuneWords(
    List<Double> rates,
    boolean keepsRate,
    List<Axis> axes,
    int folds,
    @Nullable Integer epochs,
    @Nullable Long seed,
    int threads,
    int steps) {
  /** The word that keeps the file's rate. */
  public static final String KEEP = "keep";

  /** Copies the lists. */
  public TuneWords {
    rates = List.copyOf(rates);
    axes = List.copyOf(axes);
  }
}
