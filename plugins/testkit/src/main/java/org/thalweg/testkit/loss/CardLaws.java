package org.thalweg.testkit.loss;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.RecordType;
import org.thalweg.api.tree.Tree;

/** What the card of a loss says is true. */
final class CardLaws {
  private CardLaws() {}

  static List<Law> all() {
    return List.of(
        new Law("convex, if its card says so", CardLaws::convex),
        new Law("zero at the target and not below, if its card says so", CardLaws::zeroAtTarget),
        new Law("symmetric, if its card says so", CardLaws::symmetric),
        new Law("smooth, if its card says so", CardLaws::smooth),
        new Law("of bounded slope, if its card says robust", CardLaws::robust),
        new Law("blind to the scale of predictions, if its card says so", CardLaws::scale),
        new Law("least at the functional that its card names", CardLaws::elicits),
        new Law("equal to what its card says in special cases", CardLaws::identities),
        new Law("made again from its configuration", CardLaws::roundTrip));
  }

  private static double[] values(Subject subject, Object prediction, Object target) {
    return Outcome.of(subject.loss(), prediction, target, Weighting.none(), Reduction.NONE).value();
  }

  private static void convex(Subject subject, RandomGenerator random) {
    if (!subject.has(Trait.CONVEX)) {
      return;
    }
    Sample sample = subject.sample(5, random);
    Object other =
        sample.with(subject.sample(5, sample(sample), random).prediction(), 0).prediction();
    if (!Tree.structure(other).equals(Tree.structure(sample.prediction()))) {
      return;
    }
    double share = random.nextDouble();
    Object middle =
        Tree.zip(sample.prediction(), other, (a, b) -> a.mul(share).add(b.mul(1 - share)).eval());
    double[] left = values(subject, sample.prediction(), sample.target());
    double[] right = values(subject, other, sample.target());
    double[] between = values(subject, middle, sample.target());
    for (int i = 0; i < between.length; i++) {
      double chord = share * left[i] + (1 - share) * right[i];
      Close.require(
          between[i] <= chord + 1e-10 * Math.max(1, Math.abs(left[i]) + Math.abs(right[i])),
          "%s and %s: value %d is %s between them, above the chord's %s",
          sample,
          other,
          i,
          between[i],
          chord);
    }
  }

  /** Returns how many further axes a sample has. */
  private static int sample(Sample sample) {
    long rest = sample.extents().getOrDefault("...", 0L);
    return Math.toIntExact(sample.axis().equals(".0") ? rest - 1 : rest);
  }

  /** Returns the prediction that is exactly right, if that is known. */
  private static Tensor inverse(Tensor target, String link) {
    return switch (link) {
      case "identity" -> target;
      case "exp" -> target.log();
      case "logistic" -> target.div(target.rsub(1)).log();
      default -> throw new IllegalArgumentException(link);
    };
  }

  private static boolean invertible(LossCard card) {
    return List.of("identity", "exp", "logistic").contains(card.link());
  }

  private static void zeroAtTarget(Subject subject, RandomGenerator random) {
    boolean plain = subject.is(PointwiseLoss.class) || subject.is(RowwiseLoss.class);
    if (!plain || !subject.has(Trait.ZERO_AT_TARGET) || !invertible(subject.card().orElseThrow())) {
      return;
    }
    Sample sample = subject.sample(5, random);
    Tensor target = (Tensor) sample.target();
    boolean logs =
        switch (subject.loss().targetDomain()) {
          case LOG_PROBABILITY, LOG_SHARES -> true;
          default -> false;
        };
    Tensor right = logs ? target : inverse(target, subject.card().orElseThrow().link()).eval();
    double[] zeros = values(subject, right, target);
    Close.check(new double[zeros.length], zeros, 0, 1e-10, sample + ", at the target");
    for (double value : values(subject, sample.prediction(), target)) {
      boolean shares = subject.is(RowwiseLoss.class);
      Close.require(shares || value >= -1e-12, "%s: a value is %s, below zero", sample, value);
    }
  }

  private static void symmetric(Subject subject, RandomGenerator random) {
    if (!subject.has(Trait.SYMMETRIC)
        || !(subject.is(PointwiseLoss.class) || subject.is(RowwiseLoss.class))) {
      return;
    }
    Sample sample = subject.sample(5, random);
    Close.check(
        values(subject, sample.prediction(), sample.target()),
        values(subject, sample.target(), sample.prediction()),
        1e-12,
        sample + " with prediction and target swapped");
  }

  /** Looks for jumps of the first and second derivative where element-wise losses have kinks. */
  private static void smooth(Subject subject, RandomGenerator random) {
    if (!subject.is(PointwiseLoss.class) || !subject.has(Trait.SMOOTH)) {
      return;
    }
    Sample sample = subject.sample(4, 0, random);
    Tensor target = (Tensor) sample.target();
    for (double offset : offsets(subject)) {
      for (Tensor centre : List.of(target, Tensors.zerosLike(target))) {
        Tensor at = centre.add(offset).eval();
        if (!member(subject, at)) {
          continue;
        }
        Outcome left = sum(subject, at.sub(1e-9).eval(), target);
        Outcome right = sum(subject, at.add(1e-9).eval(), target);
        Close.check(
            left.flat(), right.flat(), 1e-6, "slopes beside %s, target %s".formatted(at, target));
      }
    }
  }

  private static Outcome sum(Subject subject, Tensor prediction, Tensor target) {
    return Outcome.of(subject.loss(), prediction, target, Weighting.none(), Reduction.SUM);
  }

  /** Returns distances at which a formula may change: its parameters, and some numbers. */
  private static double[] offsets(Subject subject) {
    RecordType type = RecordType.of(subject.loss().getClass());
    double[] parameters = new double[2 * type.names().size()];
    for (int i = 0; i < type.names().size(); i++) {
      Object value = type.get(subject.loss(), i);
      parameters[2 * i] = value instanceof Double number ? number : 0;
      parameters[2 * i + 1] = -parameters[2 * i];
    }
    double[] offsets = Arrays.copyOf(parameters, parameters.length + 3);
    offsets[parameters.length] = 0;
    offsets[parameters.length + 1] = 1;
    offsets[parameters.length + 2] = -1;
    return offsets;
  }

  private static boolean member(Subject subject, Tensor at) {
    double least = at.min().item();
    double most = at.max().item();
    return switch (subject.loss().predictionDomain()) {
      case REAL -> true;
      case POSITIVE, NON_NEGATIVE -> least > 1e-3;
      case PROBABILITY -> least > 1e-3 && most < 0.999;
      case ABOVE_MINUS_ONE -> least > -0.999;
      case LOG_PROBABILITY -> most < -1e-3;
      default -> false;
    };
  }

  private static void robust(Subject subject, RandomGenerator random) {
    if (!subject.is(PointwiseLoss.class)
        || !subject.has(Trait.ROBUST)
        || subject.loss().predictionDomain() != org.thalweg.api.loss.Domain.REAL) {
      return;
    }
    Tensor target = (Tensor) subject.sample(4, 0, random).target();
    double near = 0;
    for (double size : new double[] {0.1, 1, 10, 100}) {
      near = Math.max(near, steepest(subject, target, size));
    }
    double far = steepest(subject, target, Math.min(1e6, subject.reach()));
    Close.require(
        far <= 3 * Math.max(near, 1e-300),
        "the slope is %s at a million, %s near by; that is not robust",
        far,
        near);
  }

  private static double steepest(Subject subject, Tensor target, double size) {
    double[] up = sum(subject, target.add(size).eval(), target).flat();
    double[] down = sum(subject, target.sub(size).eval(), target).flat();
    return Math.max(Close.scale(up), Close.scale(down));
  }

  private static void scale(Subject subject, RandomGenerator random) {
    if (!subject.has(Trait.SCALE_INVARIANT)) {
      return;
    }
    Sample sample = subject.sample(5, random);
    Object scaled = Tree.map(sample.prediction(), leaf -> leaf.mul(3.5).eval());
    Close.check(
        values(subject, sample.prediction(), sample.target()),
        values(subject, scaled, sample.target()),
        1e-9,
        sample + " with predictions times 3.5");
  }

  private static void elicits(Subject subject, RandomGenerator random) {
    Functional functional = subject.card().map(LossCard::elicits).orElse(Functional.NONE);
    boolean level = functional == Functional.QUANTILE || functional == Functional.EXPECTILE;
    if (!level && !subject.plain()) {
      return; // cards speak of defaults
    }
    if (functional == Functional.CLASS_SHARES && subject.is(ClassificationLoss.class)) {
      shares(subject, random);
    }
    if (!subject.is(PointwiseLoss.class) || !invertible(subject.card().orElseThrow())) {
      return;
    }
    Sample sample = subject.sample(61, 0, random);
    double[] targets = ((Tensor) sample.target()).toDoubleArray();
    Arrays.sort(targets);
    double best =
        switch (functional) {
          case MEAN -> Arrays.stream(targets).average().orElseThrow();
          case MEDIAN -> targets[30];
          case QUANTILE -> targets[(int) (parameter(subject, "quantile") * 61)];
          case EXPECTILE -> expectile(targets, parameter(subject, "expectile"));
          case NONE, CLASS_SHARES, MODE -> Double.NaN;
        };
    if (Double.isNaN(best)) {
      return;
    }
    double constant =
        inverse(Tensor.scalar(best, DType.FLOAT64), subject.card().orElseThrow().link()).item();
    DoubleUnaryOperator total =
        c ->
            Outcome.of(
                    subject.loss(),
                    Tensor.full(((Tensor) sample.target()).shape(), DType.FLOAT64, c),
                    sample.target(),
                    Weighting.none(),
                    Reduction.MEAN)
                .only();
    double least = total.applyAsDouble(constant);
    for (double away : new double[] {-0.05, -1e-3, 1e-3, 0.05}) {
      double other = constant + away * Math.max(1, Math.abs(constant));
      if (subject.loss().predictionDomain() != org.thalweg.api.loss.Domain.REAL
          && !(other > 1e-6 && other < 1 - 1e-6)) {
        continue;
      }
      double value = total.applyAsDouble(other);
      Close.require(
          value >= least - 1e-12 * Math.abs(least),
          "over 61 targets the constant %s, their %s, costs %s, and %s costs %s",
          constant,
          functional,
          least,
          other,
          value);
    }
  }

  private static double parameter(Subject subject, String name) {
    RecordType type = RecordType.of(subject.loss().getClass());
    int at = type.names().indexOf(name);
    return at >= 0 && type.get(subject.loss(), at) instanceof Double level ? level : Double.NaN;
  }

  private static double expectile(double[] targets, double level) {
    double guess = Arrays.stream(targets).average().orElseThrow();
    for (int round = 0; round < 200; round++) {
      double weights = 0;
      double sum = 0;
      for (double target : targets) {
        double weight = target > guess ? level : 1 - level;
        weights += weight;
        sum += weight * target;
      }
      guess = sum / weights;
    }
    return guess;
  }

  /** The logarithms of shares are the best constant logits, up to a shift. */
  private static void shares(Subject subject, RandomGenerator random) {
    if (!subject.card().orElseThrow().link().equals("softmax")) {
      return;
    }
    Sample sample = subject.sample(40, 0, random);
    Tensor target = (Tensor) sample.target();
    long classes = Sampler.extent(sample.extents(), "C");
    double[] counts = new double[Math.toIntExact(classes)];
    Arrays.fill(counts, 0);
    for (double label : target.toDoubleArray()) {
      counts[(int) label]++;
    }
    double[] best = Arrays.stream(counts).map(count -> Math.log(Math.max(count, 1e-6))).toArray();
    double least = total(subject, sample, best);
    for (int trial = 0; trial < 6; trial++) {
      double[] other = best.clone();
      for (int i = 0; i < other.length; i++) {
        other[i] += 0.05 * random.nextGaussian();
      }
      double value = total(subject, sample, other);
      Close.require(
          value >= least - 1e-6 * Math.abs(least),
          "the logarithms %s of the shares cost %s, other logits %s cost %s",
          Arrays.toString(best),
          least,
          Arrays.toString(other),
          value);
    }
  }

  private static double total(Subject subject, Sample sample, double[] logits) {
    Tensor rows = Tensor.of(logits).broadcastTo(((Tensor) sample.prediction()).shape()).eval();
    return Outcome.of(subject.loss(), rows, sample.target(), Weighting.none(), Reduction.MEAN)
        .only();
  }

  private static void identities(Subject subject, RandomGenerator random) {
    if (!subject.plain()) {
      return;
    }
    String[] identities = subject.card().map(LossCard::identities).orElse(new String[0]);
    for (String text : identities) {
      Identity identity = Identity.parse(text);
      Subject left = subject.with(identity.left(subject));
      Subject right = subject.with(identity.right(subject));
      Sample sample = left.sample(4, 0, random);
      Outcome expected =
          Outcome.of(right.loss(), sample, Weighting.none(), Reduction.MEAN)
              .times(identity.factor());
      Outcome actual = Outcome.of(left.loss(), sample, Weighting.none(), Reduction.MEAN);
      expected.check(actual, identity.exact() ? 1e-9 : 1e-4, "'%s', %s".formatted(text, sample));
    }
  }

  private static void roundTrip(Subject subject, RandomGenerator random) {
    for (Component<?> component : subject.registry().all(Kind.LOSS)) {
      if (component.type() == subject.loss().getClass()) {
        Object again =
            subject
                .registry()
                .create(
                    Kind.LOSS, component.name(), Identity.configuration((Record) subject.loss()));
        Close.require(again.equals(subject.loss()), "made again, %s is %s", subject.loss(), again);
      }
    }
  }
}
