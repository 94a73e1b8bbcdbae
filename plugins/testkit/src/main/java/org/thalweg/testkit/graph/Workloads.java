package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tensor.Trace;

/** What engines run in earnest: losses, layers and their gradients, steps of training. */
public final class Workloads {
  private final DType dtype;
  private final List<Trial> trials = new ArrayList<>();

  private Workloads(DType dtype) {
    this.dtype = dtype;
  }

  /** Returns the programs, computed in a float type. */
  public static List<Trial> all(DType dtype) {
    Workloads workloads = new Workloads(dtype);
    workloads.training();
    workloads.images();
    workloads.normalization();
    workloads.shortRows();
    workloads.attention();
    workloads.recurrence();
    workloads.orders();
    workloads.curvature();
    workloads.randomness();
    return workloads.trials;
  }

  private Spec real(long... extents) {
    return new Spec(Shape.of(extents), dtype);
  }

  private static Spec labels(long count) {
    return new Spec(Shape.of(count), DType.INT32);
  }

  /** Adds the gradient, and the value, of a function whose first arguments are floats. */
  private void gradient(String name, Function<List<Tensor>, Tensor> function, Spec... specs) {
    add(
        name,
        arguments -> {
          var both = Grad.valueAndGrad(function).apply(arguments);
          return Stream.concat(
                  Stream.of(both.value()),
                  both.gradient().stream().filter(g -> g.dtype().isFloating()))
              .toList();
        },
        specs);
  }

  private void add(String name, Function<List<Tensor>, List<Tensor>> function, Spec... specs) {
    List<Tensor> arguments = new ArrayList<>();
    for (Spec spec : specs) {
      arguments.add(Trace.argument(spec, "x"));
    }
    Trace trace = Trace.unguarded(arguments, function.apply(arguments), 0);
    List<Storage> captured = trace.captured().stream().map(Tensor::storage).toList();
    Tolerance tolerance = Tolerance.of(dtype, 10);
    trials.add(
        new Trial(
            name + ", " + dtype,
            trace.graph(),
            random ->
                Stream.concat(
                        Arrays.stream(specs).map(spec -> draw(spec, random)), captured.stream())
                    .toList(),
            trace.graph().outputs().stream().map(_ -> tolerance).toList()));
  }

  private static Storage draw(Spec spec, Random random) {
    Numbers numbers = spec.dtype().isFloating() ? Numbers.between(-1, 1) : Numbers.whole(0, 6);
    return numbers.draw(spec, random);
  }

  private static Tensor crossEntropy(Tensor logits, Tensor labels) {
    Tensor picked = logits.takeAlong(labels.unsqueeze(1), 1).squeeze(1);
    return logits.logSumExp(1).sub(picked).mean();
  }

  private static Tensor dense(Tensor x, Tensor weight, Tensor bias) {
    return x.matmul(weight).add(bias);
  }

  private void training() {
    Function<List<Tensor>, Tensor> loss =
        p -> {
          Tensor hidden = dense(p.get(0), p.get(1), p.get(2)).relu();
          return crossEntropy(dense(hidden, p.get(3), p.get(4)), p.get(5));
        };
    Spec[] specs = {real(19, 13), real(13, 33), real(33), real(33, 7), real(7), labels(19)};
    gradient("two layers and cross-entropy", loss, specs);
    add(
        "a step of Adam",
        p -> {
          List<Tensor> gradient = Grad.grad(loss).apply(p.subList(0, 6));
          List<Tensor> after = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            Tensor g = gradient.get(i);
            Tensor first = p.get(6).mul(0.9).add(g.mul(0.1));
            Tensor second = g.square().mul(0.001).add(1e-4);
            after.add(p.get(i).sub(first.div(second.sqrt().add(1e-3)).mul(0.01)));
            after.add(first);
          }
          return after;
        },
        Stream.concat(Arrays.stream(specs), Stream.of(real())).toArray(Spec[]::new));
    gradient(
        "logistic regression",
        p -> {
          Tensor z = p.get(0).matmul(p.get(1));
          return z.softplus().sub(z.mul(p.get(2))).mean();
        },
        real(50, 20),
        real(20),
        real(50));
    gradient(
        "robust loss",
        p -> {
          Tensor error = p.get(0).sub(p.get(1)).abs();
          return Tensors.where(error.le(0.7), error.square().mul(0.5), error.sub(0.35).mul(0.7))
              .mean();
        },
        real(5000),
        real(5000));
  }

  private void images() {
    gradient(
        "convolution, pooling, dense",
        p -> {
          Tensor bias = p.get(2).reshape(1, 4, 1, 1);
          Tensor maps =
              Tensors.conv(p.get(0), p.get(1), List.of(1L, 2L), List.of(2L, 1L), 1).add(bias);
          Tensor pooled =
              maps.tanh().unfold(List.of(2L, 2L), List.of(2L, 1L), List.of(1L, 1L)).max(-2, -1);
          return dense(pooled.flatten(1), p.get(3), p.get(4)).square().mean();
        },
        real(3, 2, 12, 11),
        real(4, 2, 3, 3),
        real(4),
        real(4 * 4 * 4, 5),
        real(5));
    gradient(
        "grouped convolution with padding",
        p ->
            Tensors.conv(
                    p.get(0).pad(2, 2, 1, 0).pad(3, 1, 1, 0),
                    p.get(1),
                    List.of(2L, 1L),
                    List.of(1L, 1L),
                    3)
                .sigmoid()
                .sum(),
        real(2, 6, 8, 9),
        real(9, 2, 3, 3));
  }

  private void normalization() {
    gradient(
        "layer norm and GELU",
        p -> {
          Tensor x = p.get(0);
          Tensor centred = x.sub(x.meanKeep(-1));
          Tensor scale = centred.square().meanKeep(-1).add(1e-1).rsqrt();
          Tensor y = centred.mul(scale).mul(p.get(1)).add(p.get(2));
          return y.mul(y.mul(Math.sqrt(0.5)).erf().add(1)).mul(0.5).square().mean();
        },
        real(6, 5, 40),
        real(40),
        real(40));
    gradient(
        "batch norm",
        p -> {
          Tensor x = p.get(0);
          Tensor centred = x.sub(x.meanKeep(0, 2, 3));
          Tensor scale = centred.square().meanKeep(0, 2, 3).add(1e-1).rsqrt();
          Tensor gain = p.get(1).reshape(1, 3, 1, 1);
          return centred.mul(scale).mul(gain).relu().square().mean();
        },
        real(9, 3, 7, 5),
        real(3));
    gradient(
        "log-sum-exp along each axis",
        p ->
            p.get(0)
                .logSumExp(0)
                .sum()
                .add(p.get(0).logSumExp(1).sum())
                .add(p.get(0).softmax(2).square().sum())
                .mul(0.01),
        real(7, 12, 17));
  }

  /** Many rows of few elements, with much to do for each row. */
  private void shortRows() {
    for (long columns : new long[] {7, 16, 40, 64, 256, 257}) {
      String name = " of rows of " + columns;
      gradient(
          "cross-entropy" + name,
          p -> crossEntropy(p.get(0), p.get(1)),
          real(300, columns),
          labels(300));
      gradient(
          "cosines" + name,
          p -> {
            Tensor first = p.get(0).div(p.get(0).abs().maxKeep(1).add(0.1));
            Tensor lengths = first.square().sum(1).mul(p.get(1).square().sum(1)).add(1).sqrt();
            return first.mul(p.get(1)).sum(1).div(lengths).mul(p.get(2)).tanh().mean();
          },
          real(257, columns),
          real(257, columns),
          real(257));
      add(
          "numbers and elements" + name,
          p -> {
            Tensor x = p.get(0);
            Tensor mean = x.meanKeep(1);
            Tensor scale = x.sub(mean).square().meanKeep(1).add(0.1).rsqrt();
            Tensor high = x.maxKeep(1).mul(scale).exp();
            Tensor kept = Randoms.bernoulli(Randoms.key(9), x.shape(), 0.5).to(dtype);
            Tensor y = x.sub(mean).mul(scale).tanh().mul(kept).add(high.log1p().mul(p.get(1)));
            Tensor positive = mean.gt(0);
            return List.of(
                y,
                mean.squeeze(1),
                Tensors.where(positive, scale, high).squeeze(1),
                scale.mul(high).sum(),
                y.mul(scale).sum(),
                positive.to(DType.INT32).sum());
          },
          real(290, columns),
          real());
    }
  }

  private void attention() {
    gradient(
        "attention",
        p -> {
          Tensor scores = p.get(0).matmul(p.get(1).t()).mul(0.5);
          Tensor later =
              Tensors.arange(9, DType.INT32).unsqueeze(1).lt(Tensors.arange(9, DType.INT32));
          Tensor masked = Tensors.where(later, Double.NEGATIVE_INFINITY, scores);
          return masked.softmax(-1).matmul(p.get(2)).square().sum().mul(0.1);
        },
        real(2, 3, 9, 4),
        real(2, 3, 9, 4),
        real(2, 3, 9, 5));
    gradient(
        "embedding",
        p -> p.get(0).take(p.get(1), 0).tanh().matmul(p.get(2)).square().mean(),
        real(7, 12),
        labels(30),
        real(12, 3));
  }

  private void recurrence() {
    gradient(
        "recurrent network",
        p ->
            Loops.scan(
                    p.get(0),
                    p.get(1),
                    (Tensor h, Tensor x) -> {
                      Tensor next = h.matmul(p.get(2)).add(x.matmul(p.get(3))).tanh();
                      return new Stepped<>(next, next.square().mean());
                    })
                .output()
                .sum(),
        real(4, 6),
        real(5, 4, 3),
        real(6, 6),
        real(3, 6));
    gradient(
        "exponential average, backwards",
        p ->
            Loops.scan(
                    p.get(0),
                    p.get(1),
                    true,
                    (Tensor mean, Tensor x) -> {
                      Tensor next = mean.mul(0.9).add(x.mul(p.get(2)).mul(0.1));
                      return new Stepped<>(next, next);
                    })
                .output()
                .square()
                .mean(),
        real(17),
        real(11, 17),
        real());
  }

  private void orders() {
    gradient(
        "sorted distances",
        p -> p.get(0).sort(0, false).sub(p.get(1).sort(0, true)).cumsum(0).square().mean().mul(0.1),
        real(21, 5),
        real(21, 5));
    gradient(
        "products and powers",
        p ->
            p.get(0)
                .add(2)
                .prod(1)
                .mul(0.01)
                .add(p.get(0).abs().add(0.5).pow(p.get(1)).sum(1))
                .log()
                .mean(),
        real(8, 5),
        real(8, 5));
  }

  private void curvature() {
    Function<Tensor, Tensor> loss =
        w -> w.square().sum().add(w.slice(0, 0, 8).mul(w.slice(0, 1, 9)).tanh().sum()).softplus();
    add(
        "Hessian-vector product",
        p -> List.of(Grad.hvp(loss, p.get(0), p.get(1)), Grad.jvp(loss, p.get(0), p.get(1))),
        real(9),
        real(9));
  }

  private void randomness() {
    gradient(
        "dropout",
        p -> {
          Tensor key = Randoms.fold(Randoms.key(5), 3);
          Tensor kept = Randoms.bernoulli(key, Shape.of(40, 30), 0.75).to(dtype);
          return p.get(0).mul(kept).div(0.75).matmul(p.get(1)).square().mean();
        },
        real(40, 30),
        real(30, 4));
    add(
        "uniform and normal numbers",
        p -> {
          Tensor uniform = Randoms.uniform(Randoms.key(1), Shape.of(37, 5), dtype, -1, 1);
          Tensor normal = Randoms.normal(Randoms.key(2), Shape.of(300), dtype);
          return List.of(uniform.add(p.getFirst()), normal.mul(p.getFirst()));
        },
        real());
  }
}
