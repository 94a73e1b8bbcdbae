package org.thalweg.api.grad;

import static org.thalweg.api.tensor.Tensors.where;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Source;
import org.thalweg.api.graph.Unary;
import org.thalweg.api.graph.Windowing;
import org.thalweg.api.tensor.Node;
import org.thalweg.api.tensor.Tensor;

/**
 * The gradient table: for each primitive, how the cotangent of its result becomes cotangents of its
 * inputs. In the comments x, a and b are inputs, y is the result, g its cotangent.
 */
final class Rules {
  private Rules() {}

  /** Returns the cotangent of each input, null where it is zero or the input has none. */
  static List<@Nullable Tensor> pullBack(Node node, List<@Nullable Tensor> cotangents) {
    List<Tensor> inputs = node.inputs();
    Tensor y = node.outputs().getFirst();
    return switch (node.primitive()) {
      case Control.Scan scan -> ScanGradient.pullBack(scan, inputs, node.outputs(), cotangents);
      case Control.Custom(var kernel) -> {
        if (kernel instanceof Differentiable op) {
          yield op.gradient(inputs, node.outputs(), cotangents);
        }
        throw new ThalwegException(
            "'%s' has no gradient; its kernel must implement Differentiable"
                .formatted(kernel.name()));
      }
      case Control.Guard _ ->
          Arrays.asList(cotangents.getFirst(), null, null).subList(0, inputs.size());
      case Source _ -> none(inputs.size());
      case Unary primitive -> one(unary(primitive, inputs.getFirst(), y, single(cotangents)));
      case Binary primitive ->
          binary(primitive, inputs.getFirst(), inputs.getLast(), y, single(cotangents));
      case Select() -> {
        Tensor g = single(cotangents);
        yield Arrays.asList(null, where(inputs.getFirst(), g, 0), where(inputs.getFirst(), 0, g));
      }
      case Reduction primitive ->
          one(reduction(primitive, inputs.getFirst(), y, single(cotangents)));
      case Movement primitive -> movement(primitive, inputs, single(cotangents));
      case Contraction primitive ->
          contraction(primitive, inputs.getFirst(), inputs.getLast(), single(cotangents));
      case Windowing primitive -> one(windowing(primitive, inputs.getFirst(), single(cotangents)));
      case Indexing primitive -> indexing(primitive, inputs, single(cotangents));
    };
  }

  private static Tensor single(List<@Nullable Tensor> cotangents) {
    Tensor cotangent = cotangents.getFirst();
    if (cotangent == null) {
      throw new IllegalStateException("a rule was applied without a cotangent");
    }
    return cotangent;
  }

  private static List<@Nullable Tensor> one(@Nullable Tensor cotangent) {
    return Arrays.asList(cotangent);
  }

  private static List<@Nullable Tensor> none(int count) {
    return Arrays.asList(new @Nullable Tensor[count]);
  }

  private static @Nullable Tensor unary(Unary primitive, Tensor x, Tensor y, Tensor g) {
    return switch (primitive) {
      case Unary.Neg() -> g.neg();
      case Unary.Abs() -> g.mul(x.sign());
      case Unary.Sign(), Unary.Floor(), Unary.Round(), Unary.Not(), Unary.StopGradient() -> null;
      case Unary.Sqrt() -> g.div(y).mul(0.5);
      case Unary.Exp() -> g.mul(y);
      case Unary.Expm1() -> g.mul(y.add(1));
      case Unary.Log() -> g.div(x);
      case Unary.Log1p() -> g.div(x.add(1));
      case Unary.Sin() -> g.mul(x.cos());
      case Unary.Cos() -> g.mul(x.sin()).neg();
      case Unary.Atan() -> g.div(x.square().add(1));
      case Unary.Tanh() -> g.mul(y.square().rsub(1));
      case Unary.Logistic() -> g.mul(y).mul(x.neg().sigmoid());
      case Unary.Softplus() -> g.mul(x.sigmoid());
      case Unary.Erf() -> g.mul(x.square().neg().exp()).mul(2 / Math.sqrt(Math.PI));
      case Unary.Lgamma() -> g.mul(x.digamma());
      case Unary.Polygamma(int order) -> g.mul(x.polygamma(order + 1));
      case Unary.Cast _ -> x.dtype().isFloating() ? g.to(x.dtype()) : null;
    };
  }

  private static List<@Nullable Tensor> binary(
      Binary primitive, Tensor a, Tensor b, Tensor y, Tensor g) {
    return switch (primitive) {
      case Binary.Add() -> Arrays.asList(g, g);
      case Binary.Sub() -> Arrays.asList(g, g.neg());
      case Binary.Mul() -> Arrays.asList(g.mul(b), g.mul(a));
      case Binary.Div() -> Arrays.asList(g.div(b), g.mul(y).div(b).neg());
      case Binary.Pow() -> {
        // 0 to the power of 0, and NaN to it, are constant in the base
        Tensor constant = b.eq(0).and(a.abs().gt(0).not());
        Tensor base = g.mul(where(constant, 0, b.mul(a.pow(b.sub(1)))));
        Tensor logarithm = where(a.gt(0), a, 1).log();
        yield Arrays.asList(base, g.mul(y).mul(logarithm));
      }
      case Binary.Maximum() -> Arrays.asList(larger(a, b, g), larger(b, a, g));
      case Binary.Minimum() -> Arrays.asList(larger(b, a, g), larger(a, b, g));
      case Binary.Atan2() -> {
        Tensor scaled = g.div(a.square().add(b.square()));
        yield Arrays.asList(scaled.mul(b), scaled.mul(a).neg());
      }
      case Binary.Less(), Binary.LessEqual(), Binary.Equal() -> none(2);
      case Binary.And(), Binary.Or(), Binary.Xor(), Binary.ShiftLeft(), Binary.ShiftRight() ->
          none(2);
    };
  }

  /** Returns g where a is larger than b, half of it where they are equal. */
  private static Tensor larger(Tensor a, Tensor b, Tensor g) {
    return where(a.gt(b), g, where(a.eq(b), g.mul(0.5), 0));
  }

  private static @Nullable Tensor reduction(Reduction primitive, Tensor x, Tensor y, Tensor g) {
    return switch (primitive) {
      case Reduction.Sum(var axes) -> spread(g, x.shape(), axes);
      case Reduction.Max(var axes) -> {
        Tensor top = x.eq(spread(y, x.shape(), axes));
        int[] folded = axes.stream().mapToInt(Integer::intValue).toArray();
        Tensor ties = top.to(x.dtype()).sum(folded);
        yield where(top, spread(g.div(ties), x.shape(), axes), 0);
      }
      case Reduction.ArgMax _ -> null;
    };
  }

  /** Returns a reduced tensor repeated along the axes that it lacks. */
  private static Tensor spread(Tensor reduced, Shape shape, List<Integer> axes) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    return reduced.reshape(kept).broadcastTo(shape);
  }

  private static List<@Nullable Tensor> movement(
      Movement primitive, List<Tensor> inputs, Tensor g) {
    Tensor x = inputs.getFirst();
    return switch (primitive) {
      case Movement.Reshape _ -> one(g.reshape(x.shape()));
      case Movement.Transpose(var permutation) -> {
        int[] inverse = new int[permutation.size()];
        for (int axis = 0; axis < inverse.length; axis++) {
          inverse[permutation.get(axis)] = axis;
        }
        yield one(g.permute(inverse));
      }
      case Movement.Broadcast(var shape) -> {
        int added = shape.rank() - x.rank();
        int[] folded =
            IntStream.range(0, shape.rank())
                .filter(axis -> axis < added || x.dim(axis - added) != shape.dim(axis))
                .toArray();
        yield one((folded.length == 0 ? g : g.sum(folded)).reshape(x.shape()));
      }
      case Movement.Slice(var starts, var limits, var steps) -> {
        List<Long> high = new ArrayList<>();
        List<Long> interior = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
          long covered = g.dim(axis) == 0 ? 0 : (g.dim(axis) - 1) * steps.get(axis) + 1;
          high.add(x.dim(axis) - starts.get(axis) - covered);
          interior.add(steps.get(axis) - 1);
        }
        yield one(g.pad(starts, high, interior, 0));
      }
      case Movement.Flip(var axes) ->
          one(g.flip(axes.stream().mapToInt(Integer::intValue).toArray()));
      case Movement.Pad(var low, var high, var interior, double value) -> {
        List<Long> limits = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
          steps.add(interior.get(axis) + 1);
          long covered = x.dim(axis) == 0 ? 0 : (x.dim(axis) - 1) * steps.get(axis) + 1;
          limits.add(low.get(axis) + covered);
        }
        yield one(Tensor.record(new Movement.Slice(low, limits, steps), g));
      }
      case Movement.Concat(int axis) -> {
        List<@Nullable Tensor> parts = new ArrayList<>();
        long from = 0;
        for (Tensor input : inputs) {
          parts.add(g.slice(axis, from, from + input.dim(axis)));
          from += input.dim(axis);
        }
        yield parts;
      }
    };
  }

  private static List<@Nullable Tensor> contraction(
      Contraction primitive, Tensor a, Tensor b, Tensor g) {
    return switch (primitive) {
      case Contraction.MatMul() -> Arrays.asList(g.matmul(b.t()), a.t().matmul(g));
      case Contraction.Conv conv ->
          Arrays.asList(ConvGradient.ofImage(conv, a, b, g), ConvGradient.ofFilter(conv, a, b, g));
    };
  }

  private static Tensor windowing(Windowing primitive, Tensor x, Tensor g) {
    return switch (primitive) {
      case Windowing.Unfold(var sizes, var strides, var dilations) -> {
        int lead = x.rank() - sizes.size();
        List<Long> extents = IntStream.range(lead, x.rank()).mapToObj(axis -> x.dim(axis)).toList();
        yield Tensor.record(new Windowing.Fold(extents, strides, dilations), g);
      }
      case Windowing.Fold(var extents, var strides, var dilations) -> {
        int spatial = extents.size();
        List<Long> sizes =
            IntStream.range(x.rank() - spatial, x.rank()).mapToObj(axis -> x.dim(axis)).toList();
        yield g.unfold(sizes, strides, dilations);
      }
    };
  }

  private static List<@Nullable Tensor> indexing(
      Indexing primitive, List<Tensor> inputs, Tensor g) {
    Tensor x = inputs.getFirst();
    Tensor indices = inputs.getLast();
    return switch (primitive) {
      case Indexing.Gather(int axis) ->
          Arrays.asList(
              Tensor.record(new Indexing.ScatterAdd(axis, x.dim(axis)), g, indices), null);
      case Indexing.ScatterAdd(int axis, long extent) ->
          Arrays.asList(Tensor.record(new Indexing.Gather(axis), g, indices), null);
      case Indexing.TakeAlong(int axis) ->
          Arrays.asList(Tensor.record(new Indexing.PutAlong(axis, x.dim(axis)), g, indices), null);
      case Indexing.PutAlong(int axis, long extent) ->
          Arrays.asList(Tensor.record(new Indexing.TakeAlong(axis), g, indices), null);
      case Indexing.ArgSort _ -> one(null);
      case Indexing.CumSum(int axis, boolean reverse) ->
          one(Tensor.record(new Indexing.CumSum(axis, !reverse), g));
    };
  }
}
