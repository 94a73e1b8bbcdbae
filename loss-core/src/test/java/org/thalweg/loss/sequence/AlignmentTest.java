package org.thalweg.loss.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** Losses of sequences are what all alignments, paths and sequences of labels add up to. */
class AlignmentTest {
  private static final double TOLERANCE = 1e-10;
  private final SplittableRandom random = new SplittableRandom(7);

  private Tensor normal(long... extents) {
    Shape shape = Shape.of(extents);
    return Tensor.of(
        shape,
        DType.FLOAT64,
        IntStream.range(0, (int) shape.size()).mapToDouble(_ -> random.nextGaussian()).toArray());
  }

  private static Tensor ints(Shape shape, int... values) {
    return Tensor.of(shape, DType.INT64, Arrays.stream(values).asLongStream().toArray());
  }

  private static double[] values(Ctc loss, Tensor logits, Ctc.Target target) {
    return Losses.values(loss, logits, target, Weighting.none()).toDoubleArray();
  }

  private static double logSum(List<Double> logs) {
    double top = logs.stream().mapToDouble(x -> x).max().orElse(0);
    return top + Math.log(logs.stream().mapToDouble(x -> Math.exp(x - top)).sum());
  }

  /** Returns all sequences of a length of numbers below a count. */
  private static List<int[]> all(int length, int count) {
    List<int[]> found = new ArrayList<>();
    int total = (int) Math.pow(count, length);
    for (int code = 0; code < total; code++) {
      int[] sequence = new int[length];
      for (int i = 0, rest = code; i < length; i++, rest /= count) {
        sequence[i] = rest % count;
      }
      found.add(sequence);
    }
    return found;
  }

  /** Returns a path read: repeats merged, then blanks dropped. */
  private static int[] read(int[] path, int blank) {
    return IntStream.range(0, path.length)
        .filter(i -> path[i] != blank && (i == 0 || path[i] != path[i - 1]))
        .map(i -> path[i])
        .toArray();
  }

  @Test
  void ctcIsTheSumOfAllPaths() {
    for (int blank : new int[] {0, 2}) {
      for (int frames = 1; frames <= 4; frames++) {
        Tensor logits = normal(frames, 1, 3);
        Tensor logs = logits.logSoftmax(2).eval();
        double together = 0;
        for (int count = 0; count <= frames; count++) {
          for (int[] labels : all(count, 3)) {
            if (IntStream.of(labels).anyMatch(label -> label == blank)) {
              continue;
            }
            List<Double> fits = new ArrayList<>();
            for (int[] path : all(frames, 3)) {
              if (Arrays.equals(read(path, blank), labels)) {
                double sum = 0;
                for (int t = 0; t < frames; t++) {
                  sum += logs.item(t, 0, path[t]);
                }
                fits.add(sum);
              }
            }
            int[] padded = Arrays.copyOf(labels, 4);
            Ctc.Target target =
                new Ctc.Target(ints(Shape.of(1, 4), padded), Tensor.of(frames), Tensor.of(count));
            double value = values(new Ctc(blank, false), logits, target)[0];
            double expected = fits.isEmpty() ? Double.POSITIVE_INFINITY : -logSum(fits);
            assertEquals(expected, value, TOLERANCE, Arrays.toString(labels));
            together += Math.exp(-value);
          }
        }
        assertEquals(1, together, TOLERANCE, "all readings of " + frames + " frames");
      }
    }
  }

  /** Optax gives 1e5 and PyTorch a gradient of NaN. */
  @Test
  void ctcThatNoPathFitsIsInfiniteWithoutGradient() {
    Tensor logits = normal(2, 2, 3);
    Tensor labels = ints(Shape.of(2, 2), 1, 1, 1, 2);
    Ctc.Target target = new Ctc.Target(labels, Tensor.of(2, 2), Tensor.of(2, 2));
    assertEquals(Double.POSITIVE_INFINITY, values(new Ctc(), logits, target)[0]);
    assertEquals(0, values(new Ctc(0, true), logits, target)[0]);
    for (Ctc loss : List.of(new Ctc(), new Ctc(0, true))) {
      Tensor slope = Grad.<Tensor>grad(p -> loss.loss(p, target).sum()).apply(logits);
      for (int t = 0; t < 2; t++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(0, slope.item(t, 0, c));
          assertTrue(Double.isFinite(slope.item(t, 1, c)) && slope.item(t, 1, c) != 0);
        }
      }
    }
  }

  /** PyTorch's gradient with respect to log-probabilities is one through a softmax. */
  @Test
  void ctcHasAGradientThatSumsToZeroInEachFrame() {
    Tensor logits = normal(6, 1, 4);
    Ctc.Target target = new Ctc.Target(ints(Shape.of(1, 2), 1, 2), Tensor.of(5), Tensor.of(2));
    Tensor slope = Grad.<Tensor>grad(p -> new Ctc().loss(p, target).sum()).apply(logits);
    assertArrayEquals(new double[6], slope.sum(1, 2).toDoubleArray(), 1e-12);
    assertArrayEquals(new double[4], slope.select(0, 5).toDoubleArray(), 0);
  }

  /** Keras takes 0 for blank and padding, and has no lengths. */
  @Test
  void ctcDoesNotReadPadding() {
    Tensor logits = normal(6, 1, 4);
    double[] results =
        IntStream.range(0, 4)
            .mapToDouble(padding ->
                values(
                    new Ctc(),
                    logits,
                    new Ctc.Target(
                        ints(Shape.of(1, 3), 1, 2, padding), Tensor.of(6), Tensor.of(2)))[0])
            .toArray();
    assertArrayEquals(new double[] {results[0], results[0], results[0], results[0]}, results, 0);
  }

  @Test
  void ctcRefusesWhatIsNoSequence() {
    Tensor logits = normal(3, 1, 4);
    Tensor three = Tensor.of(3);
    refused(
        "ctc: the label 0 at row 0, column 1 is the blank",
        () ->
            values(
                new Ctc(),
                logits,
                new Ctc.Target(ints(Shape.of(1, 2), 1, 0), three, Tensor.of(2))));
    refused(
        "ctc: labels 4 at row 0, column 1 is not from 0 to 3",
        () ->
            values(
                new Ctc(),
                logits,
                new Ctc.Target(ints(Shape.of(1, 2), 1, 4), three, Tensor.of(2))));
    refused(
        "ctc: labelLengths 3 at row 0 is not from 0 to 2",
        () -> values(new Ctc(), logits, new Ctc.Target(ints(Shape.of(1, 2), 1, 2), three, three)));
    refused(
        "ctc: the blank 4 is not one of the 4 classes",
        () ->
            values(
                new Ctc(4, false),
                logits,
                new Ctc.Target(ints(Shape.of(1, 2), 1, 2), three, Tensor.of(2))));
    refused("blank must be 0 or more, was -1", () -> new Ctc(-1, false));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  @Test
  void transducersSumToOneOverAllLabels() {
    int frames = 3;
    int most = 12;
    // labels never end by themselves; what is longer than the longest has hardly any probability
    Tensor logits = normal(1, frames, most + 1, 2).add(Tensor.of(0.0, 4)).eval();
    double together = 0;
    for (int count = 0; count <= most; count++) {
      RnnTransducer.Target target =
          new RnnTransducer.Target(
              ints(Shape.of(1, most), new int[most]), Tensor.of(frames), Tensor.of(count));
      together += Math.exp(-new RnnTransducer(-1).loss(logits, target).item());
    }
    assertEquals(1, together, 1e-6);
  }

  @Test
  void crfsSumToOneOverAllLabels() {
    LinearChainCrf.Scores scores =
        new LinearChainCrf.Scores(normal(1, 4, 3), normal(3, 3), normal(3), normal(3));
    for (int length = 1; length <= 4; length++) {
      double together = 0;
      for (int[] labels : all(length, 3)) {
        LinearChainCrf.Target target =
            new LinearChainCrf.Target(
                ints(Shape.of(1, 4), Arrays.copyOf(labels, 4)), Tensor.of(length));
        together += Math.exp(-new LinearChainCrf().loss(scores, target).item());
      }
      assertEquals(1, together, TOLERANCE);
    }
  }

  private static double warp(double[] x, double[] y, int i, int j) {
    double step = (x[i] - y[j]) * (x[i] - y[j]);
    if (i == 0 && j == 0) {
      return step;
    }
    double best = Double.POSITIVE_INFINITY;
    best = i > 0 ? Math.min(best, warp(x, y, i - 1, j)) : best;
    best = j > 0 ? Math.min(best, warp(x, y, i, j - 1)) : best;
    best = i > 0 && j > 0 ? Math.min(best, warp(x, y, i - 1, j - 1)) : best;
    return step + best;
  }

  @Test
  void softDtwTendsToTheCheapestPath() {
    for (int[] size : new int[][] {{4, 4}, {1, 3}, {5, 2}}) {
      Tensor x = normal(1, size[0], 1);
      Tensor y = normal(1, size[1], 1);
      double cheapest = warp(x.toDoubleArray(), y.toDoubleArray(), size[0] - 1, size[1] - 1);
      assertEquals(cheapest, new SoftDtw(1e-4, false).loss(x, y).item(), 1e-3);
      assertEquals(0, new SoftDtw(1, true).loss(x, x).item(), 1e-12);
    }
  }

  /** DJL divides by all places, valid or not. */
  @Test
  void placesWithoutLabelsAreNotInTheMean() {
    Tensor logits = normal(1, 4, 3);
    Tensor labels = ints(Shape.of(1, 4), 2, 0, -1, -1);
    double whole =
        Losses.mean(new SequenceCrossEntropy(), logits, new SequenceCrossEntropy.Target(labels))
            .item();
    double cut =
        Losses.mean(
                new SequenceCrossEntropy(),
                logits.slice(1, 0, 2).eval(),
                new SequenceCrossEntropy.Target(ints(Shape.of(1, 2), 2, 0)))
            .item();
    assertEquals(cut, whole, 1e-15);
  }

  @Test
  void aTokenThatIsMaskedIsNoPartOfItsSequence() {
    Tensor logits = normal(2, 3, 3);
    Tensor labels = ints(Shape.of(2, 3), 2, 0, 1, 1, -1, -1);
    Tensor mask = Tensor.of(true, false, true, true, true, true).reshape(2, 3).eval();
    for (SequenceCrossEntropy.Normalizer normalizer : SequenceCrossEntropy.Normalizer.values()) {
      SequenceCrossEntropy loss = new SequenceCrossEntropy(0, normalizer);
      double masked =
          Losses.sum(
                  loss,
                  logits,
                  new SequenceCrossEntropy.Target(labels),
                  Weighting.none().mask(mask),
                  org.thalweg.api.loss.Reduction.MEAN)
              .mean(org.thalweg.api.loss.EmptyPolicy.ZERO)
              .item();
      double without =
          Losses.mean(
                  loss,
                  logits,
                  new SequenceCrossEntropy.Target(ints(Shape.of(2, 3), 2, -1, 1, 1, -1, -1)))
              .item();
      assertEquals(without, masked, 1e-15, normalizer.toString());
    }
  }
}
