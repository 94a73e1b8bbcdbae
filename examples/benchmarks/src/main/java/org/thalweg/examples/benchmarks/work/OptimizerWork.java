package org.thalweg.examples.benchmarks.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.run.Descent;

/** A step of an optimizer over 20 tensors of 500,000 elements. */
record OptimizerWork<S>(
    CompiledStep<Descent.State<S>, Parameters, List<Tensor>> step, Parameters gradients)
    implements Work {
  private static final int TENSORS = 20;
  private static final int SIZE = 500_000;
  private static final int CHECKED_STEPS = 10;

  static Work of(String name) {
    return switch (name) {
      case "adam" -> of(Descent.by(new Adam(1e-3)));
      case "adamw" -> of(Descent.by(new AdamW(1e-3)));
      case "sgd-momentum" -> of(Descent.by(new Sgd(0.01, 0.9)));
      default -> throw new IllegalArgumentException("unknown optimizer " + name);
    };
  }

  private static <S> Work of(Descent<S> descent) {
    Parameters gradients = tensors(6100, 0.01f);
    return new OptimizerWork<>(
        CompiledStep.of(
            descent.start(tensors(6000, 1)),
            gradients,
            (state, given) -> new Stepped<>(descent.step(state, given), List.of())),
        gradients);
  }

  private static Parameters tensors(long seed, float range) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < TENSORS; i++) {
      tensors.put("p" + i, Tensor.of(Data.uniform(seed + i, -range, range, SIZE)));
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
