package org.thalweg.nn.tune;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a range test came to: the loss against the learning rate. The loss of a step is that of its
 * mini-batch before the step, so it tells of all rates up to the one before.
 *
 * <p>Suggestions look at the smoothed loss from the first tenth of the steps on, where its mean has
 * settled.
 *
 * @param rates the learning rate of each step, ascending
 * @param losses the loss of each step's mini-batch, before its update
 * @param smoothed the running means of the losses
 * @param end why there are no more
 * @param steps the number of steps that were planned
 * @param smoothing the share of itself that the running mean keeps at a step
 */
public record LearningRateCurve(
    List<Double> rates,
    List<Double> losses,
    List<Double> smoothed,
    End end,
    int steps,
    double smoothing) {
  /** Why a range test ended. */
  public enum End {
    /** All steps are done. */
    ALL_STEPS,
    /** The smoothed loss was too far above its lowest value. */
    DIVERGED,
    /** The loss of a step, which is not among the losses, was infinite or NaN. */
    NON_FINITE_LOSS,
    /** A callback asked for it. */
    INTERRUPTED
  }

  /** Copies the lists. */
  public LearningRateCurve {
    rates = List.copyOf(rates);
    losses = List.copyOf(losses);
    smoothed = List.copyOf(smoothed);
  }

  /** Returns whether the test found a rate that is too large. */
  public boolean diverged() {
    return end == End.DIVERGED || end == End.NON_FINITE_LOSS;
  }

  /**
   * Returns the rate where the smoothed loss falls most steeply over the logarithm of the rate;
   * none if it never falls.
   *
   * <p>The slope is that of the line of least squares through a tenth of the steps. A running mean
   * of few terms is noise, so a slope counts by the share {@code 1 - smoothing^k} of the mean that
   * has settled after k steps. Lightning takes differences of neighbours alone, which on noisy data
   * are steepest at the start.
   */
  public OptionalDouble steepest() {
    int best = -1;
    double lowest = 0;
    for (int i = Math.max(1, first()); i < smoothed.size() - 1; i++) {
      double slope = slope(i) * (1 - Math.pow(smoothing, i + 1.0));
      if (slope < lowest) {
        lowest = slope;
        best = i;
      }
    }
    return best < 0 ? OptionalDouble.empty() : OptionalDouble.of(rates.get(best));
  }

  /** Returns the slope of the line of least squares around a step. */
  private double slope(int step) {
    int reach = Math.max(1, steps / 20);
    int from = Math.max(first(), step - reach);
    int to = Math.min(smoothed.size() - 1, step + reach);
    double middle = (from + to) / 2.0;
    double products = 0;
    double squares = 0;
    for (int j = from; j <= to; j++) {
      products += (j - middle) * smoothed.get(j);
      squares += (j - middle) * (j - middle);
    }
    return squares == 0 ? 0 : products / squares;
  }

  /**
   * Returns a tenth of the rate where the smoothed loss is lowest; none if it never falls. It is
   * fastai's rule of the minimum.
   */
  public OptionalDouble tenthOfMinimum() {
    OptionalInt lowest = lowest();
    return lowest.isEmpty() || lowest.getAsInt() == first()
        ? OptionalDouble.empty()
        : OptionalDouble.of(rates.get(lowest.getAsInt()) / 10);
  }

  /**
   * Returns the rate in the middle of the valley, the longest run of steps, not all neighbours,
   * each with a lower smoothed loss than the one before; none if it never falls. It is fastai's
   * rule of the valley.
   */
  public OptionalDouble valley() {
    int[] run = longestDescent(first());
    return run.length < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(rates.get((run[0] + run[run.length - 1]) / 2));
  }

  /** Returns the rate to begin with: {@link #steepest}. */
  public OptionalDouble suggestion() {
    return steepest();
  }

  /** Returns the step from which on suggestions look. */
  private int first() {
    return Math.min(steps / 10, Math.max(0, smoothed.size() - 1));
  }

  private OptionalInt lowest() {
    int lowest = -1;
    for (int i = first(); i < smoothed.size(); i++) {
      if (lowest < 0 || smoothed.get(i) < smoothed.get(lowest)) {
        lowest = i;
      }
    }
    return lowest < 0 ? OptionalInt.empty() : OptionalInt.of(lowest);
  }

  /** Returns the longest descending subsequence of the smoothed losses, the first if some tie. */
  private int[] longestDescent(int first) {
    int count = smoothed.size();
    int[] length = new int[count];
    int[] before = new int[count];
    Arrays.fill(before, -1);
    int last = -1;
    for (int i = first; i < count; i++) {
      length[i] = 1;
      for (int j = first; j < i; j++) {
        if (smoothed.get(j) > smoothed.get(i) && length[j] >= length[i]) {
          length[i] = length[j] + 1;
          before[i] = j;
        }
      }
      if (last < 0 || length[i] > length[last]) {
        last = i;
      }
    }
    Deque<Integer> run = new ArrayDeque<>();
    for (int i = last; i >= 0; i = before[i]) {
      run.addFirst(i);
    }
    return run.stream().mapToInt(Integer::intValue).toArray();
  }
}
