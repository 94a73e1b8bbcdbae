package org.thalweg.engine.reference;

/**
 * The random function Threefry-2x32 with 20 rounds.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
final class Threefry {
  private static final int ROUNDS = 20;
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
  private static final int SKEIN_PARITY = 0x1BD11BDA;

  private Threefry() {}

  /** Returns the exclusive or of both words; key and counter give their high word first. */
  static int bits(long key, long counter) {
    int[] words = words(new int[] {high(key), low(key)}, new int[] {high(counter), low(counter)});
    return words[0] ^ words[1];
  }

  private static int[] words(int[] key, int[] counter) {
    int[] schedule = {key[0], key[1], SKEIN_PARITY ^ key[0] ^ key[1]};
    int first = counter[0] + schedule[0];
    int second = counter[1] + schedule[1];
    for (int round = 0; round < ROUNDS; round++) {
      first += second;
      second = Integer.rotateLeft(second, ROTATIONS[round % ROTATIONS.length]) ^ first;
      if (round % 4 == 3) {
        int injection = round / 4 + 1;
        first += schedule[injection % 3];
        second += schedule[(injection + 1) % 3] + injection;
      }
    }
    return new int[] {first, second};
  }

  private static int high(long word) {
    return (int) (word >>> Integer.SIZE);
  }

  private static int low(long word) {
    return (int) word;
  }
}
