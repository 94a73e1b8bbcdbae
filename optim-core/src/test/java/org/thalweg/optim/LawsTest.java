package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.thalweg.optim.Numbers.assertClose;
import static org.thalweg.optim.Numbers.assertSameBits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Chained;
import org.thalweg.optim.optimizer.Clipped;
import org.thalweg.optim.optimizer.GradientDescent;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.run.Descent;
import org.thalweg.optim.schedule.Cosine;
import org.thalweg.optim.schedule.WarmUp;
import org.thalweg.optim.transform.Transforms;

/** The laws that hold for every optimizer, on random gradients. */
class LawsTest {
  private static final int STEPS = 100;
  private static final Schedule RATE = new WarmUp(new Cosine(0.05, 80, 0.01), 5, 0.2);

  /** Optimizers without weight decay, which treat each element alike. */
  private static List<Optimizer> plain() {
    return List.of(
        new GradientDescent(RATE),
        new Sgd(RATE, 0.9, 0.3, false, 0),
        new Sgd(RATE, 0.9, 0, true, 0),
        new Adam(RATE, 0.9, 0.99, 1e-8, 0, false),
        new Adam(RATE, 0.8, 0.9, 1e-8, 0, true),
        new Chained(List.of(Transforms.clipByValue(0.5), Transforms.scaleByLearningRate(RATE))));
  }

  private static List<Optimizer> all() {
    List<Optimizer> all = new ArrayList<>(plain());
    all.add(new Sgd(RATE, 0.9, 0, false, 0.1));
    all.add(new Adam(RATE, 0.9, 0.99, 1e-8, 0.1, false));
    all.add(new AdamW(RATE, 0.9, 0.99, 1e-8, 0.1, false));
    all.add(new AdamW(RATE, 0.9, 0.99, 1e-8, 0.1, true));
    all.add(new Clipped(0.7, new AdamW(0.01)));
    all.add(new Chained(List.of(Transforms.clipByNorm(0.5), Transforms.scaleByLearningRate(RATE))));
    return all;
  }

  private final SplittableRandom random = new SplittableRandom(11);
  private final Parameters start = parameters(DType.FLOAT64);
  private final List<Parameters> gradients =
      IntStream.range(0, STEPS).mapToObj(_ -> parameters(DType.FLOAT64)).toList();

  private Parameters parameters(DType dtype) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("weight", normals(Shape.of(2, 3), dtype));
    tensors.put("bias", normals(Shape.of(3), dtype));
    tensors.put("scale", normals(Shape.scalar(), dtype));
    return new Parameters(tensors);
  }

  private Tensor normals(Shape shape, DType dtype) {
    double[] values =
        IntStream.range(0, Math.toIntExact(shape.size()))
            .mapToDouble(_ -> random.nextGaussian())
            .toArray();
    return Tensor.of(shape, dtype, values);
  }

  private static Parameters last(Optimizer optimizer, Parameters start, List<Parameters> given) {
    return Descent.by(optimizer).follow(start, given).getLast();
  }

  @Test
  void zeroGradientsAreNoSteps() {
    List<Parameters> zeros = gradients.stream().map(g -> g.zerosLike()).toList();
    for (Optimizer optimizer : plain()) {
      assertSameBits(start, last(optimizer, start, zeros), optimizer.toString());
    }
    double left = Math.pow(1 - 0.5 * 0.1, STEPS);
    Optimizer decaying = new AdamW(Schedule.constant(0.5), 0.9, 0.99, 1e-8, 0.1, false);
    assertClose(
        start.map(p -> p.mul(left).eval()), last(decaying, start, zeros), 1e-12, 0, "decay alone");
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
      Optimizer climbing = () -> Transforms.chain(Transforms.scale(-1), optimizer.transform());
      assertClose(up, last(climbing, origin, gradients), 0, 0, optimizer.toString());
    }
  }

  @Test
  void twoGroupsAreOne() {
    for (Optimizer optimizer : plain()) {
      Parameters together = last(optimizer, start, gradients);
      for (String name : start.names()) {
        Parameters alone =
            last(
                optimizer,
                Parameters.of(name, start.get(name)),
                gradients.stream().map(given -> Parameters.of(name, given.get(name))).toList());
        assertSameBits(together.get(name), alone.get(name), optimizer + " " + name);
      }
    }
  }

  @Test
  void theOrderOfParametersDoesNotMatter() {
    for (Optimizer optimizer : all()) {
      Parameters straight = last(optimizer, start, gradients);
      Parameters reversed =
          last(optimizer, reversed(start), gradients.stream().map(LawsTest::reversed).toList());
      Parameters mixed =
          last(optimizer, start, gradients.stream().map(LawsTest::reversed).toList());
      for (String name : start.names()) {
        String what = optimizer + " " + name;
        double tolerance = optimizer instanceof Clipped ? 1e-14 : 0; // a norm's sum has an order
        assertClose(
            straight.get(name).toDoubleArray(),
            reversed.get(name).toDoubleArray(),
            tolerance,
            0,
            what);
        assertSameBits(straight.get(name), mixed.get(name), what);
      }
    }
  }

  private static Parameters reversed(Parameters parameters) {
    return new Parameters(parameters.tensors().reversed());
  }

  @Test
  void aSecondRunGivesTheSameBits() {
    for (Optimizer optimizer : all()) {
      assertSameBits(
          Descent.by(optimizer).follow(start, gradients),
          Descent.by(optimizer).follow(start, gradients),
          optimizer.toString());
    }
  }

  @Test
  void aRunInPlaceGivesTheBitsOfPureSteps() {
    for (Optimizer optimizer : all()) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
        List<Parameters> given =
            gradients.stream().map(g -> g.map(tensor -> tensor.to(dtype).eval())).toList();
        Parameters from = start.map(tensor -> tensor.to(dtype).eval());
        assertSameBits(
            pure(new Descent<>(optimizer.transform()), from, given),
            last(optimizer, from, given),
            optimizer + " " + dtype);
      }
    }
  }

  private static <S> Parameters pure(Descent<S> descent, Parameters from, List<Parameters> given) {
    Descent.State<S> state = descent.start(from);
    for (Parameters each : given) {
      state = descent.step(state, each);
      Tensor.eval(Tree.leaves(state).toArray(Tensor[]::new));
    }
    return state.parameters();
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
    CompiledStep<Descent.State<S>, Parameters, List<Tensor>> half = compiled(descent);
    gradients.forEach(whole::run);
    gradients.subList(0, STEPS / 2).forEach(half::run);

    Descent.State<S> state = half.state();
    Map<String, double[]> saved = new LinkedHashMap<>();
    List<String> names = Tree.names(state);
    List<Tensor> leaves = Tree.leaves(state);
    for (int i = 0; i < names.size(); i++) {
      saved.put(names.get(i), leaves.get(i).toDoubleArray());
    }
    assertEquals(names.size(), saved.size(), "names are distinct");

    Descent.State<S> empty = descent.start(start.zerosLike());
    List<Tensor> specs = Tree.leaves(empty);
    List<Tensor> loaded = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      loaded.add(
          Tensor.of(
              specs.get(i).shape(),
              specs.get(i).dtype(),
              Objects.requireNonNull(saved.get(Tree.names(empty).get(i)))));
    }
    CompiledStep<Descent.State<S>, Parameters, List<Tensor>> rest = compiled(descent);
    rest.state(Tree.rebuild(empty, loaded));
    gradients.subList(STEPS / 2, STEPS).forEach(rest::run);
    assertSameBits(whole.state(), rest.state(), what);
    assertEquals(STEPS, rest.state().steps().item(), what);
  }

  private <S> CompiledStep<Descent.State<S>, Parameters, List<Tensor>> compiled(
      Descent<S> descent) {
    return CompiledStep.of(
        descent.start(start),
        start,
        (state, given) -> new Stepped<>(descent.step(state, given), List.of()));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    Tensor large = normals(Shape.of(3, 20_011), DType.FLOAT32);
    Parameters from = Parameters.of("p", large);
    List<Parameters> given =
        IntStream.range(0, 3)
            .mapToObj(_ -> Parameters.of("p", normals(large.shape(), DType.FLOAT32)))
            .toList();
    for (Optimizer optimizer : all()) {
      Parameters one = Engines.with(engine(1), () -> last(optimizer, from, given));
      for (int threads = 2; threads <= 3; threads++) {
        Engine engine = engine(threads);
        assertSameBits(
            one, Engines.with(engine, () -> last(optimizer, from, given)), optimizer.toString());
      }
    }
  }

  /** Makes the default engine with a number of threads; no module compiles against it. */
  private static Engine engine(int threads) {
    try {
      return Engines.named("vector").getClass().getConstructor(int.class).newInstance(threads);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void parametersKeepTheirTypes() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("single", normals(Shape.of(4), DType.FLOAT32));
    tensors.put("twice", normals(Shape.of(4), DType.FLOAT64));
    Parameters mixed = new Parameters(tensors);
    for (Optimizer optimizer : all()) {
      Parameters stepped = last(optimizer, mixed, List.of(mixed, mixed));
      for (String name : mixed.names()) {
        assertEquals(mixed.get(name).spec(), stepped.get(name).spec(), optimizer.toString());
      }
    }
  }
}
