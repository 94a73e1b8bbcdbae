package org.thalweg.engine.reference.language;

import static org.thalweg.engine.reference.language.Case.between;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Differentiable;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.CustomOp;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Loops, and kernels written by hand. */
final class ControlGradients {
  private final Random random = new Random(14);
  private final List<Case> cases = new ArrayList<>();

  private ControlGradients() {}

  static List<Case> all() {
    ControlGradients all = new ControlGradients();
    all.custom();
    all.loops();
    all.loopsOfOtherTypes();
    return all.cases;
  }

  /** The product and the ratio of two tensors, two results of one kernel. */
  record ProductAndRatio() implements Differentiable {
    @Override
    public String name() {
      return "product-and-ratio";
    }

    @Override
    public List<Spec> infer(List<Spec> inputs) {
      return List.of(inputs.getFirst(), inputs.getFirst());
    }

    @Override
    public void run(List<Storage> inputs, List<Storage> outputs) {
      for (long i = 0; i < inputs.getFirst().size(); i++) {
        double a = inputs.getFirst().getDouble(i);
        double b = inputs.getLast().getDouble(i);
        outputs.getFirst().setDouble(i, a * b);
        outputs.getLast().setDouble(i, a / b);
      }
    }

    @Override
    public List<@Nullable Tensor> gradient(
        List<Tensor> inputs, List<Tensor> outputs, List<@Nullable Tensor> cotangents) {
      Tensor a = inputs.getFirst();
      Tensor b = inputs.getLast();
      Tensor product = cotangents.getFirst();
      Tensor ratio = cotangents.getLast();
      Tensor first = Tensors.zerosLike(a);
      Tensor second = Tensors.zerosLike(b);
      if (product != null) {
        first = first.add(product.mul(b));
        second = second.add(product.mul(a));
      }
      if (ratio != null) {
        first = first.add(ratio.div(b));
        second = second.sub(ratio.mul(outputs.getLast()).div(b));
      }
      return List.of(first, second);
    }
  }

  /** A kernel without a gradient: the values as they are. */
  record Opaque() implements CustomOp {
    @Override
    public String name() {
      return "opaque";
    }

    @Override
    public List<Spec> infer(List<Spec> inputs) {
      return List.of(inputs.getFirst());
    }

    @Override
    public void run(List<Storage> inputs, List<Storage> outputs) {
      outputs.getFirst().segment().copyFrom(inputs.getFirst().segment());
    }
  }

  private void custom() {
    Control.Custom kernel = new Control.Custom(new ProductAndRatio());
    Tensor a = between(random, 0.5, 2, 3, 2);
    Tensor b = between(random, 0.5, 2, 3, 2);
    cases.add(Case.of(kernel, a, b));
    cases.add(
        Case.of(
            Control.Custom.class,
            "second result",
            x -> Tensor.recordAll(kernel, x).getLast(),
            a,
            b));
    cases.add(
        Case.of(
            Control.Custom.class,
            "both results",
            x -> {
              List<Tensor> results = Tensor.recordAll(kernel, x);
              return results.getFirst().sin().mul(results.getLast());
            },
            a,
            b));
  }

  private void loops() {
    for (boolean reverse : new boolean[] {false, true}) {
      for (long length : new long[] {1, 2, 5}) {
        Tensor start = between(random, -1, 1, 3);
        Tensor slices = between(random, -1, 1, length, 3);
        Tensor weights = between(random, -1, 1, 3, 3);
        String name = ", %d steps%s".formatted(length, reverse ? " backwards" : "");
        cases.add(
            Case.of(
                Control.Scan.class,
                "final state" + name,
                x -> recurrent(x, reverse).state(),
                start,
                slices,
                weights));
        cases.add(
            Case.of(
                Control.Scan.class,
                "outputs" + name,
                x -> recurrent(x, reverse).output(),
                start,
                slices,
                weights));
        cases.add(
            Case.of(
                Control.Scan.class,
                "state and outputs" + name,
                x -> {
                  Stepped<Tensor, Tensor> loop = recurrent(x, reverse);
                  return loop.output().mul(loop.state()).sum(0);
                },
                start,
                slices,
                weights));
      }
    }
    cases.add(
        Case.of(
            Control.Scan.class,
            "a loop in a loop",
            x ->
                Loops.scan(
                        x.getFirst(),
                        x.get(1),
                        (state, rows) -> {
                          Tensor inner =
                              Loops.scan(
                                      state,
                                      rows,
                                      (s, row) -> new Stepped<>(s.mul(row).sin(), List.of()))
                                  .state();
                          return new Stepped<>(inner.add(x.getLast()), inner);
                        })
                    .output(),
            between(random, -1, 1, 2),
            between(random, -1, 1, 3, 2, 2),
            between(random, -1, 1, 2)));
  }

  /** A recurrent network: state = tanh(slice + weights state), output = state squared. */
  private static Stepped<Tensor, Tensor> recurrent(List<Tensor> x, boolean reverse) {
    Tensor weights = x.getLast();
    return Loops.scan(
        x.getFirst(),
        x.get(1),
        reverse,
        (state, slice) -> {
          Tensor next = weights.matmul(state).add(slice).tanh();
          return new Stepped<>(next, next.square());
        });
  }

  private void loopsOfOtherTypes() {
    // a counter and a sequence of integers ride along
    Tensor picks = Tensor.of(2, 0, 1, 2);
    cases.add(
        Case.of(
            Control.Scan.class,
            "a loop with integers",
            x ->
                Loops.scan(
                        List.of(x.getFirst(), Tensor.scalar(1, DType.INT32)),
                        picks,
                        (state, pick) -> {
                          Tensor value = state.getFirst().mul(x.getLast().take(pick, 0)).sin();
                          Tensor count = state.getLast();
                          return new Stepped<>(
                              List.of(value.mul(count.to(DType.FLOAT64)), count.add(1)), value);
                        })
                    .output(),
            between(random, 0.5, 1),
            between(random, 0.5, 2, 3)));
    cases.add(
        Case.of(
            Control.Scan.class,
            "a loop without state",
            x ->
                Loops.scan(
                        List.<Tensor>of(),
                        x.getFirst(),
                        (state, slice) -> new Stepped<>(state, slice.mul(x.getLast()).exp()))
                    .output(),
            between(random, -1, 1, 3, 2),
            between(random, -1, 1)));
  }
}
