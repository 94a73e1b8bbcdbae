package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Instruction;

/**
 * Random graphs over all primitives, the same for the same seed.
 *
 * <p>Shapes have up to five axes, empty ones and such of one element among them, and extents that
 * are no multiples of a vector's length; now and then a value has tens of thousands of elements.
 * Operands broadcast, values are used several times, some by nobody, and a graph has several
 * outputs, which may be inputs, constants, or twice the same.
 *
 * <p>Numbers stay well-conditioned, so that a tolerance tells right from wrong. For each value the
 * generator knows a bound, and either that its numbers lie on a grid of few bits, so that sums and
 * products of them are exact in every order, or a bound of the error that two right engines may
 * differ by. Values on a grid must agree exactly. An instruction whose error would come near the
 * tolerance is not taken; values that grow are scaled down; functions get arguments inside of their
 * domain; and steps, comparisons and orders are taken only of values that all engines know exactly.
 */
public final class GraphGenerator {
  private static final List<Long> EXTENTS =
      List.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 9L, 13L, 15L, 16L, 17L, 19L, 31L, 32L, 33L, 63L, 65L);

  private static final List<Long> LARGE_EXTENTS = List.of(129L, 255L, 1000L, 4097L, 5000L, 16401L);

  static final List<Maker> BODY_MAKERS =
      Stream.of(
              PointMakers.all(),
              MovementMakers.all(),
              FoldMakers.all(),
              IdiomMakers.all(),
              IndexMakers.all())
          .flatMap(List::stream)
          .toList();

  private static final List<Maker> MAKERS =
      Stream.concat(BODY_MAKERS.stream(), ControlMakers.all().stream()).toList();

  private static final int MOST_OUTPUTS = 6;

  private GraphGenerator() {}

  /** Returns the random program of a seed, most of whose floats have a type. */
  public static Trial trial(long seed, DType main) {
    Random random = random(seed, main);
    return trial(seed, main, random, extents(random));
  }

  /** Returns a random program whose values are large enough for several threads. */
  public static Trial largeTrial(long seed, DType main) {
    Random random = random(~seed, main);
    List<Long> extents = new ArrayList<>(LARGE_EXTENTS);
    Collections.shuffle(extents, random);
    return trial(seed, main, random, List.of(extents.get(0), extents.get(1), 1L, 7L, 16L, 29L));
  }

  private static Random random(long seed, DType main) {
    return new Random(seed * 0x9E3779B97F4A7C15L + main.bytes());
  }

  private static Trial trial(long seed, DType main, Random random, List<Long> extents) {
    Draft draft = new Draft(random, main, extents);
    List<Item> inputs = inputs(draft);
    int steps = 2 + random.nextInt(random.nextInt(100) < 10 ? 40 : 14);
    for (int step = 0; step < steps; step++) {
      draft.any(MAKERS).make(draft);
    }
    List<Item> outputs = outputs(draft, inputs);
    return new Trial(
        "random graph of %s, seed %d".formatted(main, seed),
        draft.builder().build(outputs.stream().map(Item::number).toList()),
        numbers -> inputs.stream().map(input -> draw(input, numbers)).toList(),
        outputs.stream().map(output -> output.range().tolerance()).toList());
  }

  private static List<Long> extents(Random random) {
    List<Long> extents = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      extents.add(EXTENTS.get(random.nextInt(EXTENTS.size())));
    }
    if (random.nextInt(100) < 40) {
      extents.add(1L);
    }
    if (random.nextInt(100) < 8) {
      extents.add(0L);
    }
    if (random.nextInt(100) < 12) {
      extents.add(LARGE_EXTENTS.get(random.nextInt(LARGE_EXTENTS.size())));
    }
    return extents;
  }

  private static List<Item> inputs(Draft draft) {
    List<Item> inputs = new ArrayList<>();
    int count = 1 + draft.random.nextInt(5);
    for (int i = 0; i < count; i++) {
      DType dtype = i == 0 || draft.chance(50) ? draft.main : draft.any(List.of(DType.values()));
      Shape shape =
          i > 0 && draft.chance(60) ? relative(draft, draft.any(inputs).shape()) : draft.shape(5);
      Range range =
          switch (dtype) {
            case FLOAT32, FLOAT64 -> draft.chance(50) ? Range.onGrid(2, 3) : Range.exactly(2);
            case INT32, INT64 ->
                draft.chance(70) ? Range.whole(8, dtype) : Range.whole(0x1p63, dtype);
            case BOOL -> Range.onGrid(1, 0);
          };
      inputs.add(draft.offer(draft.input(new Spec(shape, dtype), range)));
    }
    return inputs;
  }

  /** Returns a shape that broadcasts to another: some of its last axes, some of extent 1. */
  private static Shape relative(Draft draft, Shape shape) {
    Shape result = shape.slice(draft.random.nextInt(shape.rank() + 1), shape.rank());
    for (int axis = 0; axis < result.rank(); axis++) {
      if (draft.chance(25)) {
        result = result.with(axis, 1);
      }
    }
    return draft.chance(50) ? shape : result;
  }

  /** Returns values that nothing uses, and some others. */
  private static List<Item> outputs(Draft draft, List<Item> inputs) {
    Graph graph = draft.builder().build(List.of());
    Set<Integer> used = new HashSet<>();
    graph.instructions().stream().map(Instruction::inputs).forEach(used::addAll);
    List<Item> unused =
        new ArrayList<>(
            draft.items().stream().filter(item -> !used.contains(item.number())).toList());
    Collections.shuffle(unused, draft.random);
    List<Item> outputs = new ArrayList<>(unused.subList(0, Math.min(MOST_OUTPUTS, unused.size())));
    int others = draft.random.nextInt(3);
    for (int i = 0; i < others; i++) {
      outputs.add(draft.any(draft.items()));
    }
    if (draft.chance(10)) {
      outputs.add(draft.any(inputs));
    }
    if (draft.chance(10) && !outputs.isEmpty()) {
      outputs.add(outputs.getFirst());
    }
    return outputs;
  }

  private static Storage draw(Item input, Random random) {
    Spec spec = input.spec();
    Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
    for (long i = 0; i < storage.size(); i++) {
      switch (spec.dtype()) {
        case FLOAT32, FLOAT64 -> storage.setDouble(i, real(input.range(), random));
        case INT32, INT64 -> storage.setLong(i, whole(input.range(), random));
        case BOOL -> storage.setLong(i, random.nextInt(2));
      }
    }
    return storage;
  }

  private static double real(Range range, Random random) {
    if (!range.isOnGrid()) {
      return range.bound() * (random.nextDouble() * 2 - 1);
    }
    double step = Math.scalb(1.0, -range.grid());
    int most = (int) (range.bound() / step);
    return (random.nextInt(2 * most + 1) - most) * step;
  }

  private static long whole(Range range, Random random) {
    int bound = (int) range.bound();
    return range.bound() > 1 << 20 ? random.nextLong() : random.nextInt(2 * bound + 1) - bound;
  }
}
