package org.thalweg.nn.data;

/**
 * Random orders that are the same on every machine and Java.
 *
 * <p>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
 */
final class SplitMix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private SplitMix(long seed, long stream) {
    this.state = mix(mix(seed) + stream * GOLDEN);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns a number from 0 to below the bound; the bias is below 2^-32. */
  private int below(int bound) {
    state += GOLDEN;
    return (int) Math.unsignedMultiplyHigh(mix(state), bound);
  }

  /**
   * Puts numbers in a random order (Fisher and Yates).
   *
   * @param seed the seed
   * @param stream which of the orders of this seed, such as the number of an epoch
   */
  static void shuffle(int[] numbers, long seed, long stream) {
    SplitMix random = new SplitMix(seed, stream);
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = random.below(i + 1);
      int swapped = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swapped;
    }
  }
}
