package org.thalweg.examples.benchmarks.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.optimizer.Adagrad;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Lion;
import org.thalweg.optim.optimizer.Muon;
import org.thalweg.optim.optimizer.RmsProp;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.run.Descent;

/**
 * A step of an optimizer over tensors of one shape: 20 vectors of 500,000 elements, 20 matrices of
 * as many for {@code muon}, or 10,000 vectors of 100 elements where the name ends in {@code
 * :small}.
 */
record OptimizerWork<S>(
    CompiledStep<Descent.State<S>, Parameters, List<Tensor>> step, Parameters gradients)
    implements Work {
  private static final int CHECKED_STEPS = 10;

  static Work of(String name) {
    boolean small = name.endsWith(":small");
    return switch (name.replace(":small", "")) {
      case "adagrad" -> of(new Adagrad(0.01), small);
      case "adam" -> of(new Adam(1e-3), small);
      case "adamw" -> of(new AdamW(1e-3), small);
      case "lion" -> of(new Lion(1e-4), small);
      case "rmsprop" -> of(new RmsProp(0.01), small);
      case "sgd-momentum" -> of(new Sgd(0.01, 0.9), small);
      case "muon" -> of(Descent.by(new Muon(1e-3)), 20, Shape.of(500, 1000));
      default -> throw new IllegalArgumentException("unknown optimizer " + name);
    };
  }

  private static Work of(Optimizer optimizer, boolean small) {
    return small
        ? of(Descent.by(optimizer), 10_000, Shape.of(100))
        : of(Descent.by(optimizer), 20, Shape.of(500_000));
  }

  private static <S> Work of(Descent<S> descent, int tensors, Shape shape) {
    Parameters gradients = tensors(tensors, 100_000, 0.01f, shape);
    return new OptimizerWork<>(
        CompiledStep.of(
            descent.start(tensors(tensors, 6000, 1, shape)),
            gradients,
            (state, given) -> new Stepped<>(descent.step(state, given), List.of())),
        gradients);
  }

  private static Parameters tensors(int count, long seed, float range, Shape shape) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      float[] numbers = Data.uniform(seed + i, -range, range, (int) shape.size());
      tensors.put("p" + i, Tensor.of(shape, numbers));
    }
    return new Parameters(tensors);
  }

  @Override
  public void run() {
    step.run(gradients);
  }

  /** Returns the sum of the parameters' sizes after the first steps. */
  @Override
  public List<Double> check() {
    for (int i = 0; i < CHECKED_STEPS; i++) {
      run();
    }
    return List.of(
        step.state().parameters().tensors().values().stream().mapToDouble(Sums::absolute).sum());
  }

  @Override
  public String describe() {
    return step.describe();
  }
}
