package org.thalweg.nn.data;

import org.thalweg.api.ThalwegException;

/**
 * Examples in two parts.
 *
 * @param training the first part, to learn from
 * @param validation the second part, held out
 */
public record Split(Dataset training, Dataset validation) {
  /** Returns the size of the second part: the fraction rounded. */
  static int count(int examples, double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new ThalwegException("the share of a split must lie between 0 and 1, was " + fraction);
    }
    int count = (int) Math.round(examples * fraction);
    if (count == 0 || count == examples) {
      throw new ThalwegException(
          "a split of %d examples by %s leaves a part empty".formatted(examples, fraction));
    }
    return count;
  }
}
