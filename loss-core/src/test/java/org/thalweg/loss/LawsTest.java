package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.loss.Numbers.assertClose;
import static org.thalweg.loss.Numbers.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** The laws that hold for every loss, on random inputs. */
class LawsTest {
  private static final int SEEDS = 3;
  private static final double TOLERANCE = 1e-12;
  private static final List<Reduction> ALL = List.of(Reduction.values());
  private static final List<Reduction> SCALARS =
      List.of(Reduction.MEAN, Reduction.MEAN_BY_COUNT, Reduction.SUM);

  private static void forAll(BiConsumer<Sample, RandomGenerator> law) {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Sample.all(1 + random.nextInt(8), random).forEach(sample -> law.accept(sample, random));
    }
  }

  private static Outcome outcome(Sample sample, Weighting weighting, Reduction reduction) {
    return Outcome.of(sample.loss(), sample.prediction(), sample.target(), weighting, reduction);
  }

  private static void assertSame(Outcome expected, Outcome actual, Object what) {
    assertClose(expected.value(), actual.value(), TOLERANCE, TOLERANCE, what + " value");
    double absolute = TOLERANCE * Math.max(1, scale(expected.gradient()));
    assertClose(expected.gradient(), actual.gradient(), TOLERANCE, absolute, what + " gradient");
  }

  private static Tensor bools(Shape shape, RandomGenerator random) {
    long[] values = random.longs(shape.size(), 0, 2).toArray();
    return Tensor.of(shape, DType.BOOL, values);
  }

  private static Tensor doubles(double... values) {
    return Tensor.of(values);
  }

  @Test
  void aWeightIsANumberOfCopies() {
    forAll((sample, random) -> {
      int[] copies = random.ints(sample.rows(), 0, 4).toArray();
      int[] rows =
          IntStream.range(0, copies.length)
              .flatMap(row -> IntStream.generate(() -> row).limit(copies[row]))
              .toArray();
      Weighting weights =
          Weighting.none().weight(doubles(IntStream.of(copies).asDoubleStream().toArray()));
      Weighting integers = Weighting.none().weight(Tensor.of(copies));
      for (Reduction reduction : List.of(Reduction.MEAN, Reduction.SUM)) {
        Outcome weighted = outcome(sample, weights, reduction);
        Outcome copied = outcome(sample.take(rows), Weighting.none(), reduction);
        assertSame(merged(copied, rows, sample), weighted, sample + " " + reduction);
        assertSame(weighted, outcome(sample, integers, reduction), sample + " with integers");
      }
    });
  }

  /** Returns an outcome with the gradients of copies of a row added up. */
  private static Outcome merged(Outcome copied, int[] rows, Sample sample) {
    int width = Math.toIntExact(sample.prediction().size()) / sample.rows();
    double[] gradient = new double[sample.rows() * width];
    for (int copy = 0; copy < rows.length; copy++) {
      for (int i = 0; i < width; i++) {
        gradient[rows[copy] * width + i] += copied.gradient()[copy * width + i];
      }
    }
    return new Outcome(copied.value(), gradient);
  }

  @Test
  void aMaskDeletes() {
    forAll((sample, random) -> {
      Tensor mask = bools(Shape.of(sample.rows()), random);
      int[] rows = IntStream.range(0, sample.rows()).filter(row -> mask.item(row) != 0).toArray();
      for (Reduction reduction : SCALARS) {
        Outcome masked = outcome(sample, Weighting.none().mask(mask), reduction);
        Outcome deleted = outcome(sample.take(rows), Weighting.none(), reduction);
        assertSame(merged(deleted, rows, sample), masked, sample + " " + reduction);
      }
    });
  }

  @Test
  void aMaskOfRowsIsAMaskOfTheirValues() {
    forAll((sample, random) -> {
      for (int rank = 0; rank <= sample.valueShape().rank(); rank++) {
        Shape lead = sample.valueShape().slice(0, rank);
        Tensor mask = bools(lead, random);
        Tensor each = Losses.extend(sample.loss(), mask, sample.valueShape());
        for (Reduction reduction : Reduction.values()) {
          assertSame(
              outcome(sample, Weighting.none().mask(each), reduction),
              outcome(sample, Weighting.none().mask(mask), reduction),
              sample + " masked as " + lead);
        }
      }
    });
  }

  @Test
  void shardsMergeToTheWhole() {
    forAll((sample, random) -> {
      int n = sample.rows();
      int[] cuts = random.ints(2, 0, n + 1).sorted().toArray();
      Tensor weight = doubles(random.doubles(n, 0, 2).map(w -> w < 0.4 ? 0 : w).toArray());
      Tensor mask = bools(Shape.of(n), random);
      for (Reduction reduction : List.of(Reduction.MEAN, Reduction.MEAN_BY_COUNT)) {
        ValueAndGrad<Tensor> shards =
            Grad.<Tensor>valueAndGrad(
                    prediction -> {
                      LossSum sum = shard(sample, prediction, weight, mask, 0, cuts[0], reduction);
                      sum =
                          sum.plus(
                              shard(sample, prediction, weight, mask, cuts[0], cuts[1], reduction));
                      sum =
                          sum.plus(shard(sample, prediction, weight, mask, cuts[1], n, reduction));
                      return sample.loss().finish(sum.mean(EmptyPolicy.ZERO));
                    })
                .apply(sample.prediction());
        Outcome merged =
            new Outcome(shards.value().toDoubleArray(), shards.gradient().toDoubleArray());
        Outcome whole = outcome(sample, new Weighting(weight, mask), reduction);
        assertSame(whole, merged, sample + " " + reduction);
      }
    });
  }

  private static LossSum shard(
      Sample sample,
      Tensor prediction,
      Tensor weight,
      Tensor mask,
      int from,
      int to,
      Reduction reduction) {
    return Losses.sum(
        sample.loss(),
        prediction.slice(0, from, to),
        sample.target().slice(0, from, to),
        new Weighting(weight.slice(0, from, to), mask.slice(0, from, to)),
        reduction);
  }

  @Test
  void aSumIsThatOfTheValues() {
    forAll((sample, random) -> {
      Tensor weight = doubles(random.doubles(sample.rows(), 0, 2).toArray());
      for (Weighting weighting : List.of(Weighting.none(), Weighting.none().weight(weight))) {
        Outcome each = outcome(sample, weighting, Reduction.NONE);
        assertEquals(sample.valueShape().size(), each.value().length);
        Outcome sum = outcome(sample, weighting, Reduction.SUM);
        double total = DoubleStream.of(each.value()).sum();
        assertSame(new Outcome(new double[] {total}, each.gradient()), sum, sample);
      }
    });
  }

  @Test
  void aMeanIsASumOverItsDenominator() {
    forAll((sample, random) -> {
      double[] weights = random.doubles(sample.rows(), 0, 2).map(w -> w < 0.5 ? 0 : w).toArray();
      int repeats = Math.toIntExact(sample.valueShape().size()) / sample.rows();
      double total = DoubleStream.of(weights).sum() * repeats;
      double count = DoubleStream.of(weights).filter(w -> w > 0).count() * repeats;
      Weighting weighting = Weighting.none().weight(doubles(weights));
      LossSum mean =
          Losses.sum(
              sample.loss(), sample.prediction(), sample.target(), weighting, Reduction.MEAN);
      LossSum byCount =
          Losses.sum(
              sample.loss(),
              sample.prediction(),
              sample.target(),
              weighting,
              Reduction.MEAN_BY_COUNT);
      double sum = outcome(sample, weighting, Reduction.SUM).only();
      double[] expected = {sum, total, sum, count};
      double[] actual = {
        mean.numerator().item(),
        mean.denominator().item(),
        byCount.numerator().item(),
        byCount.denominator().item()
      };
      assertClose(expected, actual, TOLERANCE, TOLERANCE, sample.toString());
    });
  }

  @Test
  void aFactorScales() {
    forAll((sample, random) -> {
      double factor = random.nextDouble(-3, 3);
      for (Reduction reduction : Reduction.values()) {
        Outcome plain = outcome(sample, Weighting.none(), reduction);
        Outcome scaled =
            Outcome.of(
                sample.loss().weighted(factor),
                sample.prediction(),
                sample.target(),
                Weighting.none(),
                reduction);
        assertSame(
            new Outcome(times(plain.value(), factor), times(plain.gradient(), factor)),
            scaled,
            sample + " " + reduction);
      }
    });
  }

  private static double[] times(double[] values, double factor) {
    return DoubleStream.of(values).map(value -> value * factor).toArray();
  }

  @Test
  void nothingLeaksFromWhatDoesNotCount() {
    double[] poisons = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -7.5
    };
    forAll((sample, random) -> {
      Tensor mask = bools(sample.valueShape(), random);
      double[] counts = mask.toDoubleArray();
      double poison = poisons[random.nextInt(poisons.length)];
      Sample dirty =
          sample.with(
              poisoned(sample, sample.prediction(), counts, poison),
              poisoned(sample, sample.target(), counts, poison));
      Tensor weight = Tensor.of(sample.valueShape(), DType.FLOAT64, counts);
      Tensor halves = Tensor.of(sample.valueShape(), DType.FLOAT64, times(counts, 0.5));
      Tensor poisonedWeight =
          Tensor.of(
              sample.valueShape(),
              DType.FLOAT64,
              DoubleStream.of(counts).map(c -> c == 0 ? poison : 1).toArray());
      List<Weighting> weightings =
          List.of(
              Weighting.none().mask(mask),
              Weighting.none().weight(weight),
              Weighting.none().weight(halves),
              new Weighting(poisonedWeight, mask));
      for (Weighting weighting : weightings) {
        Reduction reduction = ALL.get(random.nextInt(ALL.size()));
        Outcome clean = outcome(sample, weighting, reduction);
        Outcome other = outcome(dirty, weighting, reduction);
        assertArrayEquals(clean.value(), other.value(), () -> sample + " value");
        assertArrayEquals(clean.gradient(), other.gradient(), () -> sample + " gradient");
        for (int i = 0; i < other.gradient().length; i++) {
          assertTrue(
              counts[sample.valueOf(sample.prediction(), i)] != 0 || other.gradient()[i] == 0,
              () -> sample + " has a gradient where nothing counts");
        }
      }
    });
  }

  private static Tensor poisoned(Sample sample, Tensor tensor, double[] counts, double poison) {
    double[] values = tensor.toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      if (counts[sample.valueOf(tensor, i)] == 0) {
        values[i] = tensor.dtype().isFloating() ? poison : -100;
      }
    }
    return Tensor.of(tensor.shape(), tensor.dtype(), values);
  }

  @Test
  void nothingGivesWhatThePolicySays() {
    forAll((sample, _) -> {
      List<Weighting> nothings = new ArrayList<>();
      nothings.add(Weighting.none().mask(Tensor.full(Shape.of(sample.rows()), DType.BOOL, 0)));
      nothings.add(Weighting.none().weight(Tensor.full(sample.valueShape(), DType.FLOAT64, 0)));
      for (Weighting nothing : nothings) {
        for (Reduction reduction : List.of(Reduction.MEAN, Reduction.MEAN_BY_COUNT)) {
          Outcome zero = outcome(sample, nothing, reduction);
          assertEquals(0, zero.only(), sample.toString());
          assertEquals(0, scale(zero.gradient()), sample.toString());
          assertEquals(Double.NaN, mean(sample, nothing, reduction, EmptyPolicy.NAN));
          ThalwegException error =
              assertThrows(
                  ThalwegException.class,
                  () -> mean(sample, nothing, reduction, EmptyPolicy.THROW));
          assertEquals(
              "no value counts: the batch is empty, wholly masked or of weight zero",
              error.getMessage());
        }
        assertEquals(0, outcome(sample, nothing, Reduction.SUM).only());
      }
      Sample empty = sample.take();
      assertEquals(0, outcome(empty, Weighting.none(), Reduction.MEAN).only());
      for (EmptyPolicy policy : EmptyPolicy.values()) {
        assertEquals(
            mean(sample, Weighting.none(), Reduction.MEAN, EmptyPolicy.ZERO),
            mean(sample, Weighting.none(), Reduction.MEAN, policy));
      }
    });
  }

  private static double mean(
      Sample sample, Weighting weighting, Reduction reduction, EmptyPolicy policy) {
    return Losses.reduce(
            sample.loss(), sample.prediction(), sample.target(), weighting, reduction, policy)
        .item();
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    forAll((sample, random) -> {
      int[] order = IntStream.range(0, sample.rows()).toArray();
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      Outcome shuffled = outcome(sample.take(order), Weighting.none(), Reduction.MEAN);
      assertSame(
          outcome(sample, Weighting.none(), Reduction.MEAN),
          merged(shuffled, order, sample),
          sample + " as " + Arrays.toString(order));
    });
  }

  @Test
  void floatsAreCloseToDoubles() {
    forAll((sample, _) -> {
      Tensor prediction = sample.prediction().to(DType.FLOAT32).eval();
      Tensor target =
          sample.target().dtype().isFloating()
              ? sample.target().to(DType.FLOAT32).eval()
              : sample.target();
      Outcome single = Outcome.of(sample.loss(), prediction, target);
      Tensor back = target.dtype().isFloating() ? target.to(DType.FLOAT64).eval() : target;
      Outcome twice = Outcome.of(sample.loss(), prediction.to(DType.FLOAT64).eval(), back);
      assertClose(twice.value(), single.value(), 1e-5, 1e-6, sample.toString());
      assertClose(twice.gradient(), single.gradient(), 1e-5, 1e-6, sample.toString());
    });
  }
}
