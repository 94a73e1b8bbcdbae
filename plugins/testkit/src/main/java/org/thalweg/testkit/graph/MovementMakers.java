package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Source;

/** Values in other places, and values out of nothing. */
final class MovementMakers {
  private static final int MOST_AXES = 5;

  private MovementMakers() {}

  static List<Maker> all() {
    return List.of(
        MovementMakers::reshape,
        MovementMakers::transpose,
        MovementMakers::broadcast,
        MovementMakers::slice,
        MovementMakers::flip,
        MovementMakers::pad,
        MovementMakers::concat,
        MovementMakers::fill,
        MovementMakers::iota,
        MovementMakers::randomBits);
  }

  private static void reshape(Draft draft) {
    draft
        .pick(item -> item.size() > 0)
        .ifPresent(x -> {
          List<Long> dims = new ArrayList<>();
          long left = x.size();
          while (left > 1 && dims.size() < MOST_AXES - 1) {
            long divisor = divisor(draft, left);
            dims.add(divisor);
            left /= divisor;
          }
          dims.add(left);
          if (dims.size() < MOST_AXES && draft.chance(30)) {
            dims.add(draft.random.nextInt(dims.size() + 1), 1L);
          }
          Shape shape = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
          draft.put(new Movement.Reshape(shape), x.range(), x);
        });
  }

  private static long divisor(Draft draft, long number) {
    List<Long> divisors = new ArrayList<>();
    for (long d = 2; d * d <= number && d < 100; d++) {
      if (number % d == 0) {
        divisors.add(d);
        divisors.add(number / d);
      }
    }
    return divisors.isEmpty() || draft.chance(20) ? number : draft.any(divisors);
  }

  private static void transpose(Draft draft) {
    draft
        .pick(item -> item.rank() > 0)
        .ifPresent(
            x -> draft.put(new Movement.Transpose(draft.permutation(x.rank())), x.range(), x));
  }

  private static void broadcast(Draft draft) {
    draft
        .pick(item -> item.rank() < MOST_AXES)
        .ifPresent(x -> {
          Shape shape = x.shape();
          for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis) == 1 && draft.chance(60)) {
              shape = shape.with(axis, draft.extent());
            }
          }
          if (draft.chance(60) || shape.equals(x.shape())) {
            shape = Shape.of(draft.extent()).concat(shape);
          }
          if (shape.size() <= Draft.MOST_ELEMENTS) {
            draft.put(new Movement.Broadcast(shape), x.range(), x);
          }
        });
  }

  private static void slice(Draft draft) {
    draft
        .pick(item -> item.rank() > 0)
        .ifPresent(x -> {
          List<Long> starts = new ArrayList<>();
          List<Long> limits = new ArrayList<>();
          List<Long> steps = new ArrayList<>();
          for (int axis = 0; axis < x.rank(); axis++) {
            long extent = x.dim(axis);
            boolean whole = draft.chance(40);
            long start = whole ? 0 : draft.random.nextLong(extent / 2 + 1);
            starts.add(start);
            limits.add(whole ? extent : start + draft.random.nextLong(extent - start + 1));
            steps.add(draft.chance(60) ? 1L : 1 + draft.random.nextInt(4));
          }
          draft.put(new Movement.Slice(starts, limits, steps), x.range(), x);
        });
  }

  private static void flip(Draft draft) {
    draft
        .pick(item -> item.rank() > 0)
        .ifPresent(x -> draft.put(new Movement.Flip(draft.axes(x.rank())), x.range(), x));
  }

  private static void pad(Draft draft) {
    draft
        .pick(item -> item.size() <= Draft.MOST_ELEMENTS / 64)
        .ifPresent(x -> {
          List<Long> low = new ArrayList<>();
          List<Long> high = new ArrayList<>();
          List<Long> interior = new ArrayList<>();
          for (int axis = 0; axis < x.rank(); axis++) {
            low.add((long) Math.max(0, draft.random.nextInt(5) - 2));
            high.add((long) Math.max(0, draft.random.nextInt(5) - 2));
            interior.add((long) Math.max(0, draft.random.nextInt(5) - 2));
          }
          double value =
              switch (x.dtype()) {
                case FLOAT32, FLOAT64 -> draft.dyadic();
                case INT32, INT64 -> draft.random.nextInt(5) - 2;
                case BOOL -> draft.random.nextInt(2);
              };
          Movement.Pad pad = new Movement.Pad(low, high, interior, value);
          if (pad.infer(List.of(x.spec())).getFirst().shape().size() <= Draft.MOST_ELEMENTS) {
            draft.put(pad, x.range().or(Range.onGrid(2, 3)), x);
          }
        });
  }

  private static void concat(Draft draft) {
    draft
        .pick(item -> item.rank() > 0 && item.size() <= Draft.MOST_ELEMENTS / 4)
        .ifPresent(x -> {
          int axis = draft.random.nextInt(x.rank());
          List<Item> parts = new ArrayList<>(List.of(x));
          Range range = x.range();
          int count = draft.random.nextInt(3);
          for (int i = 0; i < count; i++) {
            Shape shape = x.shape().with(axis, draft.chance(50) ? x.dim(axis) : draft.extent());
            boolean small = shape.size() <= Draft.MOST_ELEMENTS / 4;
            Item part = small && draft.chance(80) ? draft.of(x.dtype(), shape) : x;
            parts.add(draft.random.nextInt(parts.size() + 1), part);
            range = range.or(part.range());
          }
          if (range.isTight()) {
            draft.put(new Movement.Concat(axis), range, parts.toArray(Item[]::new));
          }
        });
  }

  private static void fill(Draft draft) {
    draft.offer(draft.constant(draft.shape(MOST_AXES), draft.any(dtypes())));
  }

  private static List<DType> dtypes() {
    return List.of(DType.values());
  }

  private static void iota(Draft draft) {
    Shape shape = draft.shape(3);
    if (shape.rank() > 0 && shape.size() < 1 << 14) {
      draft.counting(new Spec(shape, draft.numeric()));
    }
  }

  private static void randomBits(Draft draft) {
    Item key = draft.of(DType.INT64, Shape.scalar());
    long offset = draft.chance(50) ? 0 : draft.random.nextLong();
    draft.put(new Source.RandomBits(draft.shape(3), offset), Range.whole(0x1p31, DType.INT32), key);
  }
}
