package org.thalweg.examples.benchmarks.work;

import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.tensor.Tensor;

/** The product of two square matrices. */
record ProductWork(
    CompiledStep<List<Tensor>, ProductWork.Factors, Tensor> step, ProductWork.Factors factors)
    implements Work {
  /** The two matrices. */
  public record Factors(Tensor left, Tensor right) {}

  static Work of(int size) {
    Shape shape = Shape.of(size, size);
    Factors factors =
        new Factors(
            Tensor.of(shape, Data.uniform(7000, -1, 1, size * size)),
            Tensor.of(shape, Data.uniform(7001, -1, 1, size * size)));
    return new ProductWork(
        CompiledStep.of(
            List.of(), factors, (none, f) -> new Stepped<>(none, f.left.matmul(f.right))),
        factors);
  }

  @Override
  public void run() {
    step.run(factors);
  }

  @Override
  public List<Double> check() {
    run();
    return List.of(Sums.absolute(step.output()));
  }

  @Override
  public String describe() {
    return step.describe();
  }
}
