package org.thalweg.testkit.graph;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Indexing;

/** Access by index, also by indices outside of the axis, and orders along an axis. */
final class IndexMakers {
  private IndexMakers() {}

  static List<Maker> all() {
    return List.of(
        IndexMakers::gather,
        IndexMakers::scatterAdd,
        IndexMakers::takeAlong,
        IndexMakers::putAlong,
        IndexMakers::argSort,
        IndexMakers::cumSum);
  }

  private static void gather(Draft draft) {
    draft
        .pick(item -> item.rank() > 0 && item.size() < 1 << 12)
        .ifPresent(x -> {
          int axis = draft.random.nextInt(x.rank());
          Shape where = draft.shape(2);
          if (where.size() * x.size() <= Draft.MOST_ELEMENTS) {
            Item indices = draft.indices(where, x.dim(axis));
            draft.put(new Indexing.Gather(axis), x.range(), x, indices);
          }
        });
  }

  private static void scatterAdd(Draft draft) {
    Item x = draft.of(draft.numeric());
    int axis = draft.random.nextInt(x.rank() + 1);
    int count = draft.random.nextInt(Math.min(2, x.rank() - axis) + 1);
    Shape where = x.shape().slice(axis, axis + count);
    long extent = draft.random.nextInt(9);
    Range range = added(x, where.size());
    if (range.isTight()) {
      draft.put(new Indexing.ScatterAdd(axis, extent), range, x, draft.indices(where, extent));
    }
  }

  private static Range added(Item x, long count) {
    return x.isFloating()
        ? x.range().running(count, x.dtype())
        : Range.whole(x.range().bound() * Math.max(1, count), x.dtype());
  }

  private static void takeAlong(Draft draft) {
    draft
        .pick(item -> item.rank() > 0)
        .ifPresent(x -> {
          int axis = draft.random.nextInt(x.rank());
          Shape where = x.shape().with(axis, draft.random.nextInt(12));
          Item indices = draft.indices(where, x.dim(axis));
          draft.put(new Indexing.TakeAlong(axis), x.range(), x, indices);
        });
  }

  private static void putAlong(Draft draft) {
    Item x = draft.of(draft.numeric());
    if (x.rank() == 0) {
      return;
    }
    int axis = draft.random.nextInt(x.rank());
    long extent = draft.random.nextInt(9);
    Range range = added(x, x.dim(axis));
    if (range.isTight()) {
      draft.put(new Indexing.PutAlong(axis, extent), range, x, draft.indices(x.shape(), extent));
    }
  }

  private static void argSort(Draft draft) {
    draft
        .pick(item -> item.dtype() != DType.BOOL && item.rank() > 0 && item.range().isExact())
        .ifPresent(x -> {
          int axis = draft.random.nextInt(x.rank());
          Range range = Range.whole((double) Math.max(1, x.dim(axis)), DType.INT32);
          draft.put(new Indexing.ArgSort(axis, draft.random.nextBoolean()), range, x);
        });
  }

  private static void cumSum(Draft draft) {
    Item x = draft.of(draft.numeric());
    if (x.rank() == 0) {
      return;
    }
    int axis = draft.random.nextInt(x.rank());
    Range range = added(x, x.dim(axis));
    if (range.isTight()) {
      draft.put(new Indexing.CumSum(axis, draft.random.nextBoolean()), range, x);
    }
  }
}
