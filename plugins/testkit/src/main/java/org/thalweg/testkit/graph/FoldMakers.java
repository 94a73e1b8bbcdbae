package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Windowing;

/** Reductions, contractions and windows. */
final class FoldMakers {
  /** No contraction of a random graph takes more products than this. */
  private static final long MOST_PRODUCTS = 1 << 19;

  private FoldMakers() {}

  static List<Maker> all() {
    return List.of(
        FoldMakers::sum,
        FoldMakers::sum,
        FoldMakers::max,
        FoldMakers::argMax,
        FoldMakers::matMul,
        FoldMakers::matMul,
        FoldMakers::conv,
        FoldMakers::unfold,
        FoldMakers::fold);
  }

  private static void sum(Draft draft) {
    Item x = draft.of(draft.numeric());
    List<Integer> axes = axes(draft, x);
    long count = axes.stream().mapToLong(x::dim).reduce(1, (a, b) -> a * b);
    Range range =
        x.isFloating()
            ? x.range().sum(count, x.dtype())
            : Range.whole(x.range().bound() * Math.max(1, count), x.dtype());
    if (range.isTight()) {
      draft.put(new Reduction.Sum(axes), range, x);
    }
  }

  /** Returns axes to fold: the last ones, the first ones, all, or any. */
  private static List<Integer> axes(Draft draft, Item x) {
    List<Integer> all = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      all.add(axis);
    }
    int some = draft.random.nextInt(x.rank() + 1);
    return switch (draft.random.nextInt(4)) {
      case 0 -> all.subList(some, x.rank());
      case 1 -> all.subList(0, some);
      case 2 -> all;
      default -> draft.axes(x.rank());
    };
  }

  private static void max(Draft draft) {
    Item x = draft.of(draft.numeric());
    List<Integer> axes = axes(draft, x);
    if (axes.stream().allMatch(axis -> x.dim(axis) > 0)) {
      draft.put(new Reduction.Max(axes), x.range(), x);
    }
  }

  private static void argMax(Draft draft) {
    draft
        .pick(item ->
            item.dtype() != DType.BOOL
                && item.rank() > 0
                && item.size() > 0
                && item.range().isExact())
        .ifPresent(x -> {
          int axis = draft.random.nextInt(x.rank());
          Range range = Range.whole((double) x.dim(axis), DType.INT32);
          draft.put(new Reduction.ArgMax(axis), range, x);
        });
  }

  private static void matMul(Draft draft) {
    DType t = draft.main;
    Shape lead = draft.chance(60) ? Shape.scalar() : draft.shape(2);
    long rows = draft.extent();
    long inner = draft.extent();
    long columns = draft.extent();
    Shape left = lead.concat(Shape.of(rows, inner));
    Shape right = lead.concat(Shape.of(inner, columns));
    if (lead.size() * rows * inner * columns > MOST_PRODUCTS
        || Math.max(left.size(), right.size()) > Draft.MOST_ELEMENTS) {
      return;
    }
    Item a = draft.of(t, left);
    Item b = draft.of(t, right);
    Range range = a.range().dot(b.range(), Math.max(1, inner), t);
    if (range.isTight()) {
      draft.put(new Contraction.MatMul(), range, a, b);
    }
  }

  private static void conv(Draft draft) {
    DType t = draft.main;
    int spatial = 1 + draft.random.nextInt(3);
    int groups = 1 + draft.random.nextInt(3);
    long channels = 1 + draft.below(3);
    long filters = groups * (1 + draft.below(3));
    Shape image = Shape.of(draft.chance(10) ? 0 : 1 + draft.below(3), groups * channels);
    Shape filter = Shape.of(filters, channels);
    List<Long> strides = new ArrayList<>();
    List<Long> dilations = new ArrayList<>();
    long taps = channels;
    for (int axis = 0; axis < spatial; axis++) {
      long size = 1 + draft.below(3);
      long dilation = 1 + draft.below(3);
      long stride = 1 + draft.below(3);
      long rest = draft.below(spatial == 1 ? 40 : 8);
      image = image.concat(Shape.of((size - 1) * dilation + 1 + rest));
      filter = filter.concat(Shape.of(size));
      strides.add(stride);
      dilations.add(dilation);
      taps *= size;
    }
    Item a = draft.of(t, image);
    Item b = draft.of(t, filter);
    Range range = a.range().dot(b.range(), taps, t);
    if (range.isTight()) {
      draft.put(new Contraction.Conv(strides, dilations, groups), range, a, b);
    }
  }

  /** The windows of some axes. */
  private record Windows(List<Long> sizes, List<Long> strides, List<Long> dilations) {
    static Windows random(Draft draft, Shape extents) {
      List<Long> sizes = new ArrayList<>();
      List<Long> strides = new ArrayList<>();
      List<Long> dilations = new ArrayList<>();
      for (long extent : extents.toArray()) {
        long dilation = 1 + draft.below(3);
        long most = Math.min(4, (extent - 1) / dilation + 1);
        sizes.add(1 + draft.random.nextLong(most));
        strides.add(1 + draft.below(3));
        dilations.add(dilation);
      }
      return new Windows(sizes, strides, dilations);
    }

    long size() {
      return sizes.stream().reduce(1L, (a, b) -> a * b);
    }
  }

  private static void unfold(Draft draft) {
    draft
        .pick(item -> item.rank() > 0 && item.size() > 0 && item.size() < 1 << 12)
        .ifPresent(x -> {
          int spatial = 1 + draft.random.nextInt(Math.min(3, x.rank()));
          Windows windows = Windows.random(draft, x.shape().slice(x.rank() - spatial, x.rank()));
          draft.put(
              new Windowing.Unfold(windows.sizes, windows.strides, windows.dilations),
              x.range(),
              x);
        });
  }

  private static void fold(Draft draft) {
    int spatial = 1 + draft.random.nextInt(2);
    Shape lead = draft.chance(50) ? Shape.scalar() : Shape.of(draft.extent());
    long[] extents = new long[spatial];
    for (int axis = 0; axis < spatial; axis++) {
      extents[axis] = 1 + draft.below(12);
    }
    Windows windows = Windows.random(draft, Shape.of(extents));
    List<Long> whole = java.util.Arrays.stream(extents).boxed().toList();
    Windowing.Unfold unfold =
        new Windowing.Unfold(windows.sizes, windows.strides, windows.dilations);
    DType t = draft.numeric();
    Shape shape =
        unfold.infer(List.of(new Spec(lead.concat(Shape.of(extents)), t))).getFirst().shape();
    if (shape.size() > Draft.MOST_ELEMENTS / 4) {
      return;
    }
    Optional<Item> same = draft.pick(item -> item.dtype() == t && item.shape().equals(shape));
    Item x = same.orElseGet(() -> draft.of(t, shape));
    Range range =
        x.isFloating()
            ? x.range().sum(windows.size(), t)
            : Range.whole(x.range().bound() * windows.size(), t);
    if (range.isTight()) {
      draft.put(new Windowing.Fold(whole, windows.strides, windows.dilations), range, x);
    }
  }
}
