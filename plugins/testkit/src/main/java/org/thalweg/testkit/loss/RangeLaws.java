package org.thalweg.testkit.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** Results are finite, close in both types of floats, and the same on all engines. */
final class RangeLaws {
  /** More than an engine would take at a time. */
  private static final int ROWS_OF_THREADS = 16_411;

  private RangeLaws() {}

  static List<Law> all() {
    return List.of(
        new Law("values and gradients are finite far out", RangeLaws::extremes),
        new Law("a prediction of NaN is not hidden", RangeLaws::nans),
        new Law("float32 is close to float64", RangeLaws::singles),
        new Law("all engines agree", RangeLaws::engines),
        new Law("the same inputs give the same bits", RangeLaws::repeats),
        new Law("any number of threads gives the same bits", RangeLaws::threads, /* seeds= */ 1));
  }

  /** Puts extremes in place of some predictions that may be any number. */
  private static void extremes(Subject subject, RandomGenerator random) {
    double reach = subject.reach();
    double[] numbers = {
      Math.min(1e3, reach), -Math.min(1e3, reach), reach, -reach, 4.9e-324, -4.9e-324, -0.0, 1e-310
    };
    Sample sample = subject.sample(5, random);
    List<Tensor> spoiled = new ArrayList<>();
    List<Tensor> leaves = Tree.leaves(sample.prediction());
    for (int i = 0; i < leaves.size(); i++) {
      Signature.Input input = sample.signature().prediction().get(i);
      double[] values = leaves.get(i).toDoubleArray();
      for (int k = 0; k < values.length; k++) {
        if (random.nextBoolean()) {
          values[k] = member(input.domain(), numbers[random.nextInt(numbers.length)], values[k]);
        }
      }
      spoiled.add(Tensor.of(leaves.get(i).shape(), DType.FLOAT64, values));
    }
    Sample extreme =
        subject
            .contract()
            .adjust(
                subject.loss(),
                sample.with(Tree.rebuild(sample.prediction(), spoiled), sample.target()));
    Outcome outcome = Outcome.of(subject.loss(), extreme, Weighting.none(), Reduction.NONE);
    for (double value : outcome.value()) {
      Close.require(Double.isFinite(value), "%s: a value is %s", extreme, value);
    }
    for (double slope : outcome.flat()) {
      Close.require(Double.isFinite(slope), "%s: a gradient is %s", extreme, slope);
    }
  }

  private static double member(Domain domain, double extreme, double drawn) {
    return switch (domain) {
      case REAL -> extreme;
      case NON_NEGATIVE, POSITIVE -> Math.abs(extreme) < 1e-300 ? drawn : Math.abs(extreme);
      case ABOVE_MINUS_ONE -> extreme > -1 ? extreme : drawn;
      case PROBABILITY -> Math.abs(extreme) > 1 ? extreme > 0 ? 1 : 0 : Math.abs(extreme);
      case LOG_PROBABILITY -> extreme < 0 ? extreme : drawn;
      default -> drawn;
    };
  }

  private static void nans(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(3, random);
    Object nans = Tree.map(sample.prediction(), leaf -> leaf.mul(Double.NaN).eval());
    try {
      Outcome outcome =
          Outcome.of(subject.loss(), nans, sample.target(), Weighting.none(), Reduction.SUM);
      Close.require(
          Double.isNaN(outcome.only()), "where all predictions are NaN it is %s", outcome.only());
    } catch (ThalwegException _) {
      return; // refused
    }
  }

  private static void singles(Subject subject, RandomGenerator random) {
    Sample single =
        subject.sample(1 + random.nextInt(5), random).floats(leaf -> leaf.to(DType.FLOAT32));
    Sample twice = single.floats(leaf -> leaf.to(DType.FLOAT64));
    Outcome expected = Outcome.of(subject.loss(), twice, Weighting.none(), Reduction.MEAN);
    Outcome actual = Outcome.of(subject.loss(), single, Weighting.none(), Reduction.MEAN);
    expected.check(actual, 1e-4, twice + " in float32");
  }

  private static void engines(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(1 + random.nextInt(5), random);
    Outcome expected = Outcome.of(subject.loss(), sample, Weighting.none(), Reduction.MEAN);
    for (Engine engine : Engines.installed()) {
      Outcome actual =
          Engines.with(
              engine, () -> Outcome.of(subject.loss(), sample, Weighting.none(), Reduction.MEAN));
      expected.check(actual, 1e-11, sample + " on engine " + engine.name());
    }
  }

  private static void threads(Subject subject, RandomGenerator random) {
    List<Engine> engines = subject.contract().threads();
    boolean large = subject.is(PointwiseLoss.class) || subject.ofBatch();
    if (engines.size() < 2 || !subject.plain() || !large) {
      return;
    }
    Sample sample =
        subject
            .sample(subject.ofBatch() ? 64 : ROWS_OF_THREADS, 0, random)
            .floats(leaf -> leaf.to(DType.FLOAT32));
    Outcome first = on(engines.getFirst(), subject, sample);
    for (Engine engine : engines.subList(1, engines.size())) {
      Outcome other = on(engine, subject, sample);
      Close.check(first.value(), other.value(), 0, 0, "value");
      Close.check(first.flat(), other.flat(), 0, 0, "gradient");
    }
  }

  private static Outcome on(Engine engine, Subject subject, Sample sample) {
    return Engines.with(
        engine, () -> Outcome.of(subject.loss(), sample, Weighting.none(), Reduction.MEAN));
  }

  private static void repeats(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(1 + random.nextInt(5), random);
    Outcome first = Outcome.of(subject.loss(), sample, Weighting.none(), Reduction.MEAN);
    Outcome second = Outcome.of(subject.loss(), sample, Weighting.none(), Reduction.MEAN);
    Close.check(first.value(), second.value(), 0, 0, sample + ", value");
    Close.check(first.flat(), second.flat(), 0, 0, sample + ", gradient");
  }
}
