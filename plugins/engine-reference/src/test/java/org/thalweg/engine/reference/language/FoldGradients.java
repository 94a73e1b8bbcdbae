package org.thalweg.engine.reference.language;

import static org.thalweg.engine.reference.language.Case.apart;
import static org.thalweg.engine.reference.language.Case.between;
import static org.thalweg.engine.reference.language.Case.indices;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Contraction.Conv;
import org.thalweg.api.graph.Contraction.MatMul;
import org.thalweg.api.graph.Indexing.CumSum;
import org.thalweg.api.graph.Indexing.Gather;
import org.thalweg.api.graph.Indexing.PutAlong;
import org.thalweg.api.graph.Indexing.ScatterAdd;
import org.thalweg.api.graph.Indexing.TakeAlong;
import org.thalweg.api.graph.Reduction.Max;
import org.thalweg.api.graph.Reduction.Sum;
import org.thalweg.api.tensor.Tensor;

/** Reductions, contractions and access by index. */
final class FoldGradients {
  private final Random random = new Random(13);
  private final List<Case> cases = new ArrayList<>();

  private FoldGradients() {}

  static List<Case> all() {
    FoldGradients all = new FoldGradients();
    all.reductions();
    all.matrices();
    all.convolutions();
    all.access();
    return all.cases;
  }

  private void reductions() {
    for (List<Integer> axes :
        List.of(List.of(0), List.of(1), List.of(2), List.of(0, 2), List.of(0, 1, 2))) {
      cases.add(Case.of(new Sum(axes), between(random, -2, 2, 3, 1, 5)));
      cases.add(Case.of(new Sum(axes), between(random, -2, 2, 2, 3, 4)));
      cases.add(Case.of(new Max(axes), apart(random, 3, 1, 5)));
      cases.add(Case.of(new Max(axes), apart(random, 2, 3, 4)));
    }
    Tensor matrix = between(random, 0.5, 2, 3, 5);
    cases.add(Case.of(Sum.class, "mean", x -> x.getFirst().mean(1), matrix));
    cases.add(Case.of(Sum.class, "variance", x -> x.getFirst().var(1, 0), matrix));
    cases.add(Case.of(Sum.class, "deviation", x -> x.getFirst().std(0), matrix));
    cases.add(Case.of(Sum.class, "norm", x -> x.getFirst().norm(1), matrix));
    cases.add(Case.of(Sum.class, "softmax", x -> x.getFirst().softmax(0), matrix));
    cases.add(Case.of(Sum.class, "log softmax", x -> x.getFirst().logSoftmax(-1), matrix));
    cases.add(Case.of(Sum.class, "log sum exp", x -> x.getFirst().logSumExp(0), matrix));
    cases.add(Case.of(Binary.Mul.class, "product", x -> x.getFirst().prod(1), matrix));
    cases.add(Case.of(Max.class, "min", x -> x.getFirst().min(1), apart(random, 3, 5)));
  }

  private void matrices() {
    long[][][] shapes = {
      {{1, 1}, {1, 1}},
      {{3, 5}, {5, 2}},
      {{1, 7}, {7, 1}},
      {{2, 3, 4}, {2, 4, 5}},
      {{2, 1, 3, 1}, {2, 1, 1, 2}}
    };
    for (long[][] pair : shapes) {
      cases.add(
          Case.of(new MatMul(), between(random, -2, 2, pair[0]), between(random, -2, 2, pair[1])));
    }
    long[][][] broadcast = {
      {{3, 4}, {2, 4, 5}}, {{2, 3, 4}, {4}}, {{4}, {4, 3}}, {{4}, {4}}, {{5, 1, 3, 2}, {4, 2, 1}}
    };
    for (long[][] pair : broadcast) {
      Tensor left = between(random, -2, 2, pair[0]);
      Tensor right = between(random, -2, 2, pair[1]);
      cases.add(
          Case.of(
              MatMul.class,
              "matmul of " + left.spec() + " and " + right.spec(),
              x -> x.getFirst().matmul(x.getLast()),
              left,
              right));
    }
    cases.add(
        Case.of(
            MatMul.class,
            "a matrix times itself",
            x -> x.getFirst().matmul(x.getFirst().t()),
            between(random, -2, 2, 3, 2)));
  }

  private void convolutions() {
    conv(List.of(1L), List.of(1L), 1, new long[] {2, 3, 7}, new long[] {4, 3, 3});
    conv(List.of(2L), List.of(1L), 1, new long[] {1, 2, 8}, new long[] {3, 2, 3});
    conv(List.of(1L), List.of(2L), 2, new long[] {2, 4, 9}, new long[] {6, 2, 3});
    conv(List.of(3L), List.of(2L), 1, new long[] {2, 1, 12}, new long[] {1, 1, 2});
    conv(List.of(1L), List.of(1L), 1, new long[] {1, 1, 4}, new long[] {1, 1, 4});
    conv(List.of(1L), List.of(1L), 3, new long[] {2, 3, 5}, new long[] {3, 1, 2});
    conv(List.of(1L, 1L), List.of(1L, 1L), 1, new long[] {2, 2, 4, 5}, new long[] {3, 2, 2, 3});
    conv(List.of(2L, 3L), List.of(1L, 2L), 2, new long[] {1, 4, 6, 9}, new long[] {4, 2, 3, 2});
    conv(List.of(2L, 1L), List.of(2L, 1L), 1, new long[] {2, 1, 6, 4}, new long[] {2, 1, 2, 1});
    conv(
        List.of(1L, 2L, 1L),
        List.of(1L, 1L, 2L),
        1,
        new long[] {1, 2, 3, 5, 4},
        new long[] {2, 2, 2, 2, 2});
    conv(
        List.of(2L, 1L, 3L),
        List.of(1L, 2L, 1L),
        2,
        new long[] {2, 2, 4, 3, 4},
        new long[] {2, 1, 1, 2, 2});
  }

  private void conv(
      List<Long> strides, List<Long> dilations, int groups, long[] image, long[] filter) {
    cases.add(
        Case.of(
            new Conv(strides, dilations, groups),
            between(random, -1, 1, image),
            between(random, -1, 1, filter)));
  }

  private void access() {
    for (int axis = 0; axis < 3; axis++) {
      long[] shape = {2, 4, 3};
      int extent = (int) shape[axis];
      Tensor values = between(random, -2, 2, shape);
      cases.add(Case.of(new Gather(axis), values, indices(random, 0, extent)));
      cases.add(Case.of(new Gather(axis), values, indices(random, 0, extent, 5)));
      cases.add(Case.of(new Gather(axis), values, indices(random, 0, extent, 2, 3)));
      // indices outside of the axis read 0 and write nowhere
      cases.add(Case.of(new Gather(axis), values, indices(random, -2, extent + 2, 6)));
      cases.add(Case.of(new ScatterAdd(axis, 3), values, indices(random, 0, 3, extent)));
      cases.add(Case.of(new ScatterAdd(axis, 2), values, indices(random, -1, 4, extent)));
      long[] picked = shape.clone();
      picked[axis] = 5;
      cases.add(Case.of(new TakeAlong(axis), values, indices(random, 0, extent, picked)));
      cases.add(Case.of(new TakeAlong(axis), values, indices(random, -1, extent + 1, picked)));
      cases.add(Case.of(new PutAlong(axis, 6), values, indices(random, 0, 6, shape)));
      cases.add(Case.of(new PutAlong(axis, 2), values, indices(random, -1, 3, shape)));
      cases.add(Case.of(new CumSum(axis, false), values));
      cases.add(Case.of(new CumSum(axis, true), values));
    }
    cases.add(
        Case.of(
            new ScatterAdd(0, 4), between(random, -2, 2, 2, 3, 2), indices(random, 0, 4, 2, 3)));
    cases.add(Case.of(new CumSum(0, false), between(random, -2, 2, 1)));
    cases.add(
        Case.of(
            TakeAlong.class,
            "sort",
            x -> x.getFirst().sort(1, true).square(),
            apart(random, 3, 4)));
    cases.add(
        Case.of(
            Gather.class,
            "take",
            x -> x.getFirst().take(x.getLast(), -1),
            between(random, -2, 2, 3, 4),
            indices(random, 0, 4, 6)));
    cases.add(
        Case.of(
            TakeAlong.class,
            "take along",
            x -> x.getFirst().takeAlong(x.getLast(), 0),
            between(random, -2, 2, 3, 4),
            indices(random, 0, 3, 2, 4)));
  }
}
