package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.optim.Numbers.assertClose;
import static org.thalweg.optim.Numbers.assertSameBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Examples;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;
import org.thalweg.optim.function.TestFunction;
import org.thalweg.optim.matrix.Matrices;
import org.thalweg.optim.run.Descent;
import org.thalweg.optim.transform.ClippedExamples;
import org.thalweg.optim.transform.Orthogonalize;
import org.thalweg.optim.transform.Partition;
import org.thalweg.optim.transform.Split;

/** The laws of optimizers that look at more than an element, and of wrappers. */
class StructuredLawsTest {
  private static final int STEPS = 30;
  private static final Map<String, Object> ADAM = Map.of("name", "adam", "learningRate", 0.01);

  private static Optimizer make(String name, Map<String, ?> config) {
    return Golden.registry().create(Kind.OPTIMIZER, name, config);
  }

  /** Optimizers that take gradients alone, without weight decay. */
  private static List<Optimizer> all() {
    Map<String, Object> plain = Map.of("name", "adamw", "weightDecay", 0);
    List<Optimizer> all = new ArrayList<>();
    all.add(make("muon", Map.of("weightDecay", 0, "others", plain)));
    all.add(make("shampoo", Map.of("learningRate", 0.01, "every", 3, "others", plain)));
    all.add(make("shampoo", Map.of("learningRate", 0.01, "grafting", "rmsprop", "others", plain)));
    all.add(make("soap", Map.of("weightDecay", 0, "every", 4)));
    all.add(make("galore", Map.of("rank", 2, "every", 7)));
    all.add(make("schedule-free-sgd", Map.of("learningRate", 0.01)));
    all.add(make("schedule-free-adamw", Map.of()));
    all.add(make("schedule-free", Map.of("optimizer", ADAM)));
    all.add(make("prodigy", Map.of()));
    all.add(make("d-adapt-adam", Map.of()));
    all.add(make("dog", Map.of()));
    all.add(make("dowg", Map.of()));
    all.add(make("mechanic", Map.of("optimizer", ADAM)));
    all.add(make("lookahead", Map.of("optimizer", ADAM, "reset", true)));
    all.add(make("ema", Map.of("optimizer", ADAM)));
    all.add(make("swa", Map.of("optimizer", ADAM, "start", 5, "every", 3)));
    all.add(make("polyak-averaging", Map.of("optimizer", ADAM)));
    all.add(make("adam-8bit", Map.of("smallest", 5)));
    return all;
  }

  private final SplittableRandom random = new SplittableRandom(5);
  private final Parameters start = parameters();
  private final List<Parameters> gradients =
      IntStream.range(0, STEPS).mapToObj(_ -> parameters()).toList();

  private Parameters parameters() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("weight", normals(Shape.of(4, 3)));
    tensors.put("filter", normals(Shape.of(2, 3, 1)));
    tensors.put("bias", normals(Shape.of(3)));
    tensors.put("scale", normals(Shape.scalar()));
    return new Parameters(tensors);
  }

  private Tensor normals(Shape shape) {
    return Tensor.of(
        shape, DType.FLOAT64, random.doubles(shape.size()).map(u -> 4 * u - 2).toArray());
  }

  private static Parameters last(Optimizer optimizer, Parameters start, List<Parameters> given) {
    return Descent.by(optimizer).follow(start, given).getLast();
  }

  @Test
  void zeroGradientsAreNoSteps() {
    List<Parameters> zeros = gradients.stream().map(Parameters::zerosLike).toList();
    for (Optimizer optimizer : all()) {
      assertSameBits(start, last(optimizer, start, zeros), optimizer.toString());
      evaluated(optimizer.transform(), optimizer.toString());
    }
  }

  private <S> void evaluated(GradientTransform<S> transform, String what) {
    Parameters weights = transform.evaluationWeights(transform.init(start), start);
    assertSameBits(start, weights.map(p -> p.eval()), what);
  }

  @Test
  void climbingMirrorsDescending() {
    Parameters origin = start.zerosLike();
    List<Parameters> opposite =
        gradients.stream().map(given -> given.map(g -> g.neg().eval())).toList();
    for (Optimizer optimizer : all()) {
      Parameters down = last(optimizer, origin, gradients);
      Parameters up = last(optimizer, origin, opposite);
      assertClose(down.map(p -> p.neg().eval()), up, 0, 0, optimizer.toString());
      assertTrue(down.globalNorm().item() > 0, optimizer.toString());
    }
  }

  @Test
  void theOrderOfParametersDoesNotMatter() {
    for (Optimizer optimizer : all()) {
      Parameters straight = last(optimizer, start, gradients);
      Parameters reversed =
          last(
              optimizer,
              new Parameters(start.tensors().reversed()),
              gradients.stream().map(g -> new Parameters(g.tensors().reversed())).toList());
      for (String name : start.names()) {
        assertClose(
            straight.get(name).toDoubleArray(),
            reversed.get(name).toDoubleArray(),
            1e-9, // a sum over all parameters has an order
            1e-12,
            optimizer + " " + name);
      }
    }
  }

  @Test
  void aStateIsATreeThatAnotherRunTakesUp() {
    for (Optimizer optimizer : all()) {
      resume(optimizer.transform(), optimizer.toString());
    }
  }

  private <S> void resume(GradientTransform<S> transform, String what) {
    Descent<S> descent = new Descent<>(transform);
    CompiledStep<Descent.State<S>, Parameters, List<Tensor>> whole = compiled(descent);
    CompiledStep<Descent.State<S>, Parameters, List<Tensor>> rest = compiled(descent);
    gradients.subList(0, STEPS / 2).forEach(whole::run);
    Descent.State<S> state = whole.state();
    Map<String, Tensor> saved = new LinkedHashMap<>();
    List<String> names = Tree.names(state);
    for (int i = 0; i < names.size(); i++) {
      saved.put(names.get(i), Tree.leaves(state).get(i));
    }
    assertEquals(names.size(), saved.size(), what);
    Descent.State<S> empty = descent.start(start.zerosLike());
    rest.state(
        Tree.rebuild(
            empty,
            Tree.names(empty).stream().map(n -> Objects.requireNonNull(saved.get(n))).toList()));
    gradients.subList(STEPS / 2, STEPS).forEach(whole::run);
    gradients.subList(STEPS / 2, STEPS).forEach(rest::run);
    assertSameBits(whole.state(), rest.state(), what);
  }

  private <S> CompiledStep<Descent.State<S>, Parameters, List<Tensor>> compiled(
      Descent<S> descent) {
    return CompiledStep.of(
        descent.start(start),
        start,
        (state, given) -> new Stepped<>(descent.step(state, given), List.of()));
  }

  @Test
  void floatsStayClose() {
    Parameters single = start.map(p -> p.to(DType.FLOAT32).eval());
    List<Parameters> given =
        gradients.stream().map(g -> g.map(each -> each.to(DType.FLOAT32).eval())).toList();
    for (Optimizer optimizer : all()) {
      Parameters stepped = last(optimizer, single, given);
      assertClose(last(optimizer, start, gradients), stepped, 1e-3, 1e-3, optimizer.toString());
      for (String name : start.names()) {
        assertEquals(single.get(name).spec(), stepped.get(name).spec(), optimizer.toString());
      }
    }
  }

  @Test
  void theyGetDown() {
    record Try(String name, Map<String, ?> config, int steps, double share) {}

    List<Try> tries =
        List.of(
            new Try("schedule-free-adamw", Map.of("learningRate", 0.1), 400, 1e-2),
            new Try("prodigy", Map.of(), 400, 1e-2),
            new Try("d-adapt-adam", Map.of(), 1000, 2e-1),
            new Try("dog", Map.of("initial", 1e-2), 1500, 2e-1),
            new Try("dowg", Map.of(), 1500, 2e-1),
            new Try("mechanic", Map.of("optimizer", ADAM, "initial", 1e-2), 1000, 2e-1),
            new Try("sophia", Map.of("learningRate", 0.02, "gamma", 1, "every", 1), 400, 1e-2),
            new Try("adahessian", Map.of(), 400, 1e-2),
            new Try("sam", Map.of("optimizer", ADAM), 600, 5e-2),
            new Try("asam", Map.of("optimizer", ADAM, "rho", 0.05), 600, 5e-2),
            new Try("lookahead", Map.of("optimizer", ADAM), 600, 5e-2));
    List<String> stuck = new ArrayList<>();
    for (Try attempt : tries) {
      for (TestFunction function : List.of(TestFunction.QUADRATIC, TestFunction.ROSENBROCK)) {
        List<Double> values =
            Descent.by(make(attempt.name, attempt.config))
                .minimize(
                    Parameters.of("x", function.start()),
                    p -> function.value(p.get("x")),
                    attempt.steps)
                .values();
        double best = values.stream().mapToDouble(v -> v).min().orElseThrow();
        // the floor of the valley is a sixth of the start
        double share = function == TestFunction.QUADRATIC ? attempt.share : 0.2;
        if (!(best < share * values.getFirst())) {
          stuck.add(attempt + " on " + function + ": from " + values.getFirst() + " to " + best);
        }
      }
    }
    assertEquals(List.of(), stuck);
  }

  /**
   * The polynomial of the matrix itself, step by step, for matrices whose rank is short and whose
   * singular values span many orders. What rounding does to the square of a small one grows with
   * it, twelve times a step, until A is made anew; from then on about twice.
   */
  @Test
  void orthogonalizesAsStepByStep() {
    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (int steps : new int[] {1, 2, 5, 6, 11}) {
        for (int rank : new int[] {1, 5, 12}) {
          Tensor scales = Tensors.arange(rank, DType.INT64).to(DType.FLOAT64).mul(-1.5).exp();
          Tensor narrow = normals(Shape.of(12, rank)).mul(scales);
          Tensor given = narrow.matmul(normals(Shape.of(rank, 20))).to(type).eval();
          Tensor x = given.to(DType.FLOAT64);
          x = x.div(x.square().sum().sqrt());
          for (int i = 0; i < steps; i++) {
            Tensor a = x.matmul(x.t());
            Tensor q = a.mul(-4.7750).add(a.matmul(a).mul(2.0315));
            x = x.mul(3.4445).add(q.matmul(x)).eval();
          }
          Orthogonalize transform =
              new Orthogonalize(0, false, steps, 1e-7, Orthogonalize.ShapeFactor.NONE);
          Parameters parameters = Parameters.of("weight", given);
          Tensor none = Tensor.scalar(0.0);
          Context context = new Context(parameters, Tensor.scalar(1, DType.INT64), none, _ -> none);
          Tensor found =
              transform
                  .update(parameters, transform.init(parameters), context)
                  .updates()
                  .get("weight");
          double far = found.to(DType.FLOAT64).sub(x).abs().max().item();
          double rounding = type == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
          assertTrue(
              far
                  < 2
                      * rounding
                      * Math.pow(12, Math.min(steps, 5))
                      * Math.pow(2, Math.max(0, steps - 5)),
              "%s, %d steps, rank %d: %s".formatted(type, steps, rank, far));
        }
      }
    }
  }

  @Test
  void matricesGetDown() {
    for (Optimizer optimizer :
        List.of(
            make("muon", Map.of("learningRate", 0.02)),
            make("shampoo", Map.of("learningRate", 0.5)),
            make("soap", Map.of("learningRate", 0.02)),
            make("galore", Map.of("learningRate", 0.05, "rank", 2, "every", 5, "scale", 1)))) {
      Tensor target = start.get("weight").mul(0.1).eval();
      List<Double> values =
          Descent.by(optimizer)
              .minimize(
                  Parameters.of("weight", Tensors.onesLike(target).eval()),
                  p -> p.get("weight").sub(target).square().sum(),
                  200)
              .values();
      double last = values.getLast();
      assertTrue(last < 0.02 * values.getFirst(), optimizer + " to " + last);
    }
  }

  @Test
  void decompositionsHoldTheirEquations() {
    for (int size : new int[] {1, 2, 3, 17, 64}) {
      Tensor a = normals(Shape.of(size, size));
      Tensor symmetric = a.matmul(a.t()).add(Tensors.eye(size, DType.FLOAT64).mul(0.1)).eval();
      Tensor zero = Tensors.zerosLike(a);
      Tensor yes = Tensor.scalar(1, DType.INT64).eq(1);
      Tensor u = Matrices.eigenvectors(symmetric, zero, yes).eval();
      Tensor q = Matrices.orthogonal(a, zero, yes).eval();
      Tensor root = Matrices.inverseRoot(symmetric, zero, yes, 4, 0.5).eval();
      Tensor identity = Tensors.eye(size, DType.FLOAT64);
      near(identity, u.t().matmul(u), 1e-12);
      near(identity, q.t().matmul(q), 1e-12);
      Tensor turned = u.t().matmul(symmetric).matmul(u).eval();
      Tensor diagonal = turned.mul(identity).eval();
      near(diagonal, turned, 1e-11);
      double[] values = diagonal.sum(0).toDoubleArray();
      double[] sorted = Arrays.stream(values).sorted().toArray();
      for (int i = 0; i < size; i++) {
        assertEquals(sorted[size - 1 - i], values[i], 1e-10, "the largest come first");
      }
      Tensor triangle = q.t().matmul(a);
      Tensor rows = Tensors.arange(size, DType.INT64).unsqueeze(1);
      Tensor below = rows.gt(Tensors.arange(size, DType.INT64)).to(DType.FLOAT64);
      near(zero, triangle.mul(below), 1e-12);
      Tensor square = root.matmul(root);
      near(identity, square.matmul(square).matmul(symmetric.add(identity.mul(0.5))), 1e-9);
    }
  }

  @Test
  void aDecompositionThatIsNotDueIsTheOneBefore() {
    Tensor a = normals(Shape.of(3, 3));
    Tensor before = normals(Shape.of(3, 3));
    Tensor no = Tensor.scalar(1, DType.INT64).eq(0);
    assertSameBits(before, Matrices.inverseRoot(a, before, no, 2, 1).eval(), "root");
    assertSameBits(before, Matrices.eigenvectors(a, before, no).eval(), "eigenvectors");
    assertSameBits(before, Matrices.orthogonal(a, before, no).eval(), "orthogonal");
  }

  @Test
  void degenerateMatricesHaveBasesToo() {
    Tensor yes = Tensor.scalar(1, DType.INT64).eq(1);
    Tensor identity = Tensors.eye(5, DType.FLOAT64);
    Tensor ones = Tensors.onesLike(identity);
    for (Tensor matrix : List.of(identity, Tensors.zerosLike(identity), ones, ones.mul(1e-200))) {
      Tensor u = Matrices.eigenvectors(matrix.eval(), identity, yes);
      Tensor q = Matrices.orthogonal(matrix.eval(), identity, yes);
      near(identity, u.t().matmul(u), 1e-13);
      near(identity, q.t().matmul(q), 1e-13);
    }
  }

  private static void near(Tensor expected, Tensor actual, double absolute) {
    assertClose(
        expected.eval().toDoubleArray(), actual.eval().toDoubleArray(), 0, absolute, "matrix");
  }

  @Test
  void bytesKeepTwoDigits() {
    Optimizer floats = make("adam-8bit", Map.of("learningRate", 0.01, "smallest", 1000));
    Optimizer bytes = make("adam-8bit", Map.of("learningRate", 0.01, "smallest", 1));
    Parameters first = last(floats, start, gradients);
    Parameters second = last(bytes, start, gradients);
    double moved = first.zip(start, Tensor::sub).globalNorm().item();
    double apart = first.zip(second, Tensor::sub).globalNorm().item();
    assertTrue(apart > 0 && apart < 0.05 * moved, apart + " of " + moved);
  }

  @Test
  void examplesAreClippedOneByOne() {
    Parameters here = Parameters.of("w", Tensor.of(1.0, -1));
    Tensor batch = Tensor.of(Shape.of(3, 2), DType.FLOAT64, 3, 4, 0.3, 0.4, 0, 0);
    Examples examples =
        Examples.of(batch, (p, one) -> one.matmul(p.get("w")).sum()); // the gradient is the example
    Tensor none = Tensor.scalar(0, DType.FLOAT64);
    Context context = new Context(here, Tensor.scalar(1, DType.INT64), none, _ -> none, examples);
    Parameters mean = new ClippedExamples(2, 0, 0).update(here, context);
    assertArrayEquals(
        new double[] {(1.2 + 0.3) / 3, (1.6 + 0.4) / 3}, mean.get("w").toDoubleArray(), 1e-15);

    Parameters noisy = new ClippedExamples(2, 0.5, 7).update(here, context);
    Parameters again = new ClippedExamples(2, 0.5, 7).update(here, context);
    Parameters other = new ClippedExamples(2, 0.5, 8).update(here, context);
    assertSameBits(noisy.map(p -> p.eval()), again.map(p -> p.eval()), "one seed");
    assertTrue(noisy.get("w").item(0) != mean.get("w").item(0));
    assertTrue(noisy.get("w").item(0) != other.get("w").item(0));
  }

  @Test
  void examplesAreClippedInEachGroup() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", Tensor.of(1.0, -1));
    tensors.put("b", Tensor.of(2.0, 2));
    Parameters here = new Parameters(tensors);
    Tensor batch = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 3, 4, 0.3, 0.4);
    Examples examples =
        Examples.of(
            batch, // the gradient of a is the example, and that of b is ten times as long
            (p, one) -> one.matmul(p.get("a").add(p.get("b").mul(10))).sum());
    Tensor none = Tensor.scalar(0, DType.FLOAT64);
    Context context = new Context(here, Tensor.scalar(1, DType.INT64), none, _ -> none, examples);
    GradientTransform<?> clip = new ClippedExamples(2, 0, 0);
    GradientTransform<?> other = new ClippedExamples(20, 0, 0);
    double[] once = {(1.2 + 0.3) / 2, (1.6 + 0.4) / 2};
    for (GradientTransform<?> transform :
        List.of(
            new Partition(List.of(new Partition.Branch("a", clip)), Optional.of(other)),
            new Split<>((name, _) -> name.equals("a"), clip, other))) {
      Parameters mean = step(transform, here, context);
      assertArrayEquals(once, mean.get("a").toDoubleArray(), 1e-15);
      assertArrayEquals(
          Arrays.stream(once).map(x -> 10 * x).toArray(), mean.get("b").toDoubleArray(), 1e-14);
    }
  }

  private static <S> Parameters step(
      GradientTransform<S> transform, Parameters here, Context context) {
    return transform.update(here, transform.init(here), context).updates();
  }

  @Test
  void noiseHasItsDeviation() {
    Parameters here = Parameters.of("w", Tensor.full(Shape.of(100_000), DType.FLOAT64, 0));
    Examples examples =
        Examples.of(Tensor.of(1.0, 2), (p, one) -> p.get("w").mul(0).sum().mul(one.sum()));
    Tensor none = Tensor.scalar(0, DType.FLOAT64);
    Context context = new Context(here, Tensor.scalar(4, DType.INT64), none, _ -> none, examples);
    Tensor noise = new ClippedExamples(3, 0.5, 1).update(here, context).get("w");
    assertEquals(0, noise.mean().item(), 0.01);
    assertEquals(0.75, noise.std(0).item(), 0.01);
  }

  @Test
  void gradientsOfExamplesAreAskedFor() {
    Optimizer optimizer = make("dp-sgd", Map.of("learningRate", 0.1));
    assertEquals(
        "the optimizer takes the gradient of each example, and was given that of the batch alone",
        assertThrows(ThalwegException.class, () -> last(optimizer, start, gradients)).getMessage());
  }

  @Test
  void badHyperParametersAreRefused() {
    Map<String, Map<String, ?>> bad = new LinkedHashMap<>();
    bad.put("momentum must be 0 or more and below 1, was 1.0", Map.of("momentum", 1.0));
    bad.put("steps must be 1 or more, was 0", Map.of("steps", 0));
    bad.put("epsilon must be positive and finite, was 0.0", Map.of("epsilon", 0));
    bad.put("except must be a regular expression, was '(': Unclosed group", Map.of("except", "("));
    bad.forEach((message, config) -> refused(message, "muon", config));
    refused("beta must be above 0 and at most 1, was 0.0", "schedule-free-sgd", Map.of("beta", 0));
    refused(
        "beta1 must be above 0 and at most 1, was 2.0", "schedule-free-adamw", Map.of("beta1", 2));
    refused(
        "beta must be above 0 and at most 1, was 1.5",
        "shampoo",
        Map.of("learningRate", 1, "beta", 1.5));
    refused("every must be 1 or more, was 0", "soap", Map.of("every", 0));
    refused("longestSide must be 1 or more, was 0", "soap", Map.of("longestSide", 0));
    refused("rank must be 1 or more, was 0", "galore", Map.of("rank", 0));
    refused("initial must be positive and finite, was 0.0", "prodigy", Map.of("initial", 0));
    refused("growth must be positive and finite, was -1.0", "prodigy", Map.of("growth", -1));
    refused("epsilon must be positive and finite, was 0.0", "d-adapt-adam", Map.of("epsilon", 0));
    refused("initial must be positive and finite, was 0.0", "dog", Map.of("initial", 0));
    refused("epsilon must be positive and finite, was 0.0", "dowg", Map.of("epsilon", 0));
    refused("betas must be 1 or more, was 0", "mechanic", Map.of("optimizer", ADAM, "betas", 0));
    refused(
        "gamma must be positive and finite, was 0.0",
        "sophia",
        Map.of("learningRate", 1, "gamma", 0));
    refused("power must be above 0 and at most 1, was 2.0", "adahessian", Map.of("power", 2));
    refused("rho must be positive and finite, was 0.0", "sam", Map.of("optimizer", ADAM, "rho", 0));
    refused(
        "eta must be zero or more and finite, was -1.0",
        "asam",
        Map.of("optimizer", ADAM, "eta", -1));
    refused("period must be 1 or more, was 0", "lookahead", Map.of("optimizer", ADAM, "period", 0));
    refused(
        "share must be above 0 and at most 1, was 0.0",
        "lookahead",
        Map.of("optimizer", ADAM, "share", 0));
    refused(
        "decay must be 0 or more and below 1, was 1.0",
        "ema",
        Map.of("optimizer", ADAM, "decay", 1));
    refused("start must be 0 or more, was -1", "swa", Map.of("optimizer", ADAM, "start", -1));
    refused(
        "every must be 1 or more, was 0", "swa", Map.of("optimizer", ADAM, "start", 1, "every", 0));
    refused(
        "power must be zero or more and finite, was -1.0",
        "polyak-averaging",
        Map.of("optimizer", ADAM, "power", -1));
    refused("smallest must be 1 or more, was 0", "adam-8bit", Map.of("smallest", 0));
    refused(
        "maxNorm must be positive and finite, was 0.0",
        "dp-sgd",
        Map.of("learningRate", 1, "maxNorm", 0));
    refused(
        "noise must be zero or more and finite, was -1.0",
        "dp-sgd",
        Map.of("learningRate", 1, "noise", -1));
  }

  private static void refused(String message, String name, Map<String, ?> config) {
    assertEquals(
        "optimizer: " + message,
        assertThrows(ThalwegException.class, () -> make(name, config), message).getMessage());
  }
}
