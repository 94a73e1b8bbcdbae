package org.thalweg.testkit.loss;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** Weights, masks and reductions mean the same for every loss. */
final class WeightLaws {
  private static final double TOLERANCE = 1e-11;
  private static final List<Reduction> SCALARS =
      List.of(Reduction.MEAN, Reduction.MEAN_BY_COUNT, Reduction.SUM);

  private WeightLaws() {}

  static List<Law> all() {
    return List.of(
        new Law("a weight of k is k copies", WeightLaws::copies),
        new Law("a mask deletes", WeightLaws::deletes),
        new Law("nothing leaks from what does not count", WeightLaws::leaks),
        new Law("shards merge to the whole", WeightLaws::merges),
        new Law("a sum is that of the values", WeightLaws::sums),
        new Law("a factor scales", WeightLaws::scales),
        new Law("the order of examples does not matter", WeightLaws::order),
        new Law("nothing gives what the policy says", WeightLaws::nothing));
  }

  private static Weighting weights(double... values) {
    return Weighting.none().weight(Tensor.of(values));
  }

  private static Weighting mask(boolean... counts) {
    return Weighting.none().mask(Tensor.of(counts));
  }

  private static boolean[] bools(int count, RandomGenerator random) {
    boolean[] bools = new boolean[count];
    for (int i = 0; i < count; i++) {
      bools[i] = random.nextBoolean();
    }
    return bools;
  }

  private static void copies(Subject subject, RandomGenerator random) {
    if (subject.ofBatch()) {
      return; // copies are other examples of the batch
    }
    Sample sample = subject.sample(1 + random.nextInt(6), random);
    int[] copies = random.ints(sample.rows(), 0, 4).toArray();
    int[] rows =
        IntStream.range(0, copies.length)
            .flatMap(row -> IntStream.generate(() -> row).limit(copies[row]))
            .toArray();
    Weighting weights = weights(IntStream.of(copies).asDoubleStream().toArray());
    for (Reduction reduction : List.of(Reduction.MEAN, Reduction.SUM)) {
      Outcome weighted = Outcome.of(subject.loss(), sample, weights, reduction);
      Outcome copied = Outcome.of(subject.loss(), sample.take(rows), Weighting.none(), reduction);
      String what =
          "%s of %s with weights %s".formatted(reduction, sample, Arrays.toString(copies));
      sample.gathered(copied, rows).check(weighted, TOLERANCE, what);
    }
  }

  private static void deletes(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(2 + random.nextInt(5), random);
    boolean[] counts = bools(sample.rows(), random);
    int[] rows = IntStream.range(0, counts.length).filter(row -> counts[row]).toArray();
    for (Reduction reduction : SCALARS) {
      Outcome masked = Outcome.of(subject.loss(), sample, mask(counts), reduction);
      Outcome deleted = Outcome.of(subject.loss(), sample.take(rows), Weighting.none(), reduction);
      String what = "%s of %s with mask %s".formatted(reduction, sample, Arrays.toString(counts));
      sample.gathered(deleted, rows).check(masked, TOLERANCE, what);
    }
  }

  private static void leaks(Subject subject, RandomGenerator random) {
    double[] poisons = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -7.5};
    double poison = poisons[random.nextInt(poisons.length)];
    Sample sample = subject.sample(2 + random.nextInt(5), random);
    boolean[] counts = bools(sample.rows(), random);
    Sample dirty = sample.poisoned(counts, poison);
    double[] zeros = new double[counts.length];
    Arrays.setAll(zeros, i -> counts[i] ? 1 : 0);
    List<Weighting> weightings =
        subject.single() ? List.of(mask(counts)) : List.of(mask(counts), weights(zeros));
    for (Weighting weighting : weightings) {
      for (Reduction reduction : List.of(Reduction.MEAN, Reduction.NONE)) {
        Outcome clean = Outcome.of(subject.loss(), sample, weighting, reduction);
        Outcome other = Outcome.of(subject.loss(), dirty, weighting, reduction);
        String what =
            "%s with %s where %s is false".formatted(sample, poison, Arrays.toString(counts));
        Close.check(clean.value(), other.value(), 0, 0, what + ", value");
        Close.check(clean.flat(), other.flat(), 0, 0, what + ", gradient");
        boolean finite = DoubleStream.of(other.flat()).allMatch(Double::isFinite);
        Close.require(finite, "%s: the gradient is not finite", what);
      }
    }
  }

  private static void merges(Subject subject, RandomGenerator random) {
    if (subject.ofBatch()) {
      return; // examples of one shard do not see those of another
    }
    Sample sample = subject.sample(1 + random.nextInt(7), random);
    int n = sample.rows();
    int cut = random.nextInt(n + 1);
    double[] weight = random.doubles(n, 0, 2).map(w -> w < 0.4 ? 0 : w).toArray();
    for (Reduction reduction : List.of(Reduction.MEAN, Reduction.MEAN_BY_COUNT)) {
      LossSum left = shard(subject, sample, weight, 0, cut, reduction);
      LossSum right = shard(subject, sample, weight, cut, n, reduction);
      Tensor merged = subject.loss().finish(left.plus(right).mean(EmptyPolicy.ZERO));
      Outcome whole = Outcome.of(subject.loss(), sample, weights(weight), reduction);
      String what = "%s of %s cut at %d".formatted(reduction, sample, cut);
      Close.check(whole.value(), merged.toDoubleArray(), TOLERANCE, what);
    }
  }

  private static LossSum shard(
      Subject subject, Sample sample, double[] weight, int from, int to, Reduction reduction) {
    Sample part = sample.take(IntStream.range(from, to).toArray());
    double[] weights = Arrays.copyOfRange(weight, from, to);
    Weighting weighting =
        Weighting.none().weight(Tensor.of(Shape.of(to - (long) from), DType.FLOAT64, weights));
    return Losses.sum(subject.loss(), part.prediction(), part.target(), weighting, reduction);
  }

  private static void sums(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(1 + random.nextInt(6), random);
    double[] weight = random.doubles(sample.rows(), 0, 2).toArray();
    for (Weighting weighting :
        subject.single() ? List.of(Weighting.none()) : List.of(Weighting.none(), weights(weight))) {
      Outcome each = Outcome.of(subject.loss(), sample, weighting, Reduction.NONE);
      Close.require(
          each.value().length == sample.valueShape().size(),
          "%s gives %d values, its card says %s",
          sample,
          each.value().length,
          sample.valueShape());
      Outcome sum = Outcome.of(subject.loss(), sample, weighting, Reduction.SUM);
      double total = DoubleStream.of(each.value()).sum();
      new Outcome(new double[] {total}, each.gradient()).check(sum, TOLERANCE, sample.toString());
    }
  }

  private static void scales(Subject subject, RandomGenerator random) {
    double factor = random.nextDouble(0.5, 3);
    Sample sample = subject.sample(1 + random.nextInt(6), random);
    for (Reduction reduction : List.of(Reduction.MEAN, Reduction.NONE)) {
      Outcome plain = Outcome.of(subject.loss(), sample, Weighting.none(), reduction);
      Outcome scaled =
          Outcome.of(subject.loss().weighted(factor), sample, Weighting.none(), reduction);
      plain.times(factor).check(scaled, TOLERANCE, sample.toString());
    }
    if (subject.single()) {
      return;
    }
    double[] even = new double[sample.rows()];
    Arrays.fill(even, factor);
    Outcome sum = Outcome.of(subject.loss(), sample, Weighting.none(), Reduction.SUM);
    Outcome weighted = Outcome.of(subject.loss(), sample, weights(even), Reduction.SUM);
    sum.times(factor).check(weighted, TOLERANCE, sample + " with weights of " + factor);
  }

  private static void order(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(2 + random.nextInt(5), random);
    int[] order = IntStream.range(0, sample.rows()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    Outcome shuffled =
        Outcome.of(subject.loss(), sample.take(order), Weighting.none(), Reduction.MEAN);
    Outcome plain = Outcome.of(subject.loss(), sample, Weighting.none(), Reduction.MEAN);
    plain.check(
        sample.gathered(shuffled, order),
        TOLERANCE,
        "%s in the order %s".formatted(sample, Arrays.toString(order)));
  }

  private static void nothing(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(1 + random.nextInt(4), random);
    Weighting nothing = mask(new boolean[sample.rows()]);
    Outcome zero = Outcome.of(subject.loss(), sample, nothing, Reduction.MEAN);
    Close.check(new double[1], zero.value(), 0, 0, sample + " wholly masked, value");
    double[] slopes = zero.flat();
    Close.check(new double[slopes.length], slopes, 0, 0, sample + " wholly masked, gradient");
    try {
      Losses.reduce(
              subject.loss(),
              sample.prediction(),
              sample.target(),
              nothing,
              Reduction.MEAN,
              EmptyPolicy.THROW)
          .item();
    } catch (ThalwegException _) {
      return;
    }
    throw new AssertionError("a batch that is wholly masked is not refused by EmptyPolicy.THROW");
  }
}
