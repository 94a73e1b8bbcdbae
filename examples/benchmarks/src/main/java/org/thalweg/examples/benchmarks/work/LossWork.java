package org.thalweg.examples.benchmarks.work;

import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.robust.Huber;

/** The mean of a loss, and its gradient with respect to the prediction. */
record LossWork(CompiledStep<LossWork.Nothing, Examples, LossWork.Result> step, Examples examples)
    implements Work {
  /** No state. */
  public record Nothing() {}

  /** What is worked out. */
  public record Result(Tensor value, Tensor gradient) {}

  private static final int ROWS = 4096;
  private static final int CLASSES = 1000;

  static Work of(String name) {
    int n = Data.POINTS;
    Shape line = Shape.of(n);
    Tensor x = Tensor.of(line, Data.uniform(5200, -4, 4, n));
    return switch (name) {
      case "mse" -> of(new Mse(), new Examples(x, Tensor.of(line, Data.uniform(5400, -4, 4, n))));
      case "huber" ->
          of(new Huber(1), new Examples(x, Tensor.of(line, Data.uniform(5400, -4, 4, n))));
      case "bce-logits" ->
          of(new BceLogits(1), new Examples(x, Tensor.of(line, Data.coins(5300, n))));
      case "cross-entropy" ->
          of(
              new CrossEntropy(0),
              new Examples(
                  Tensor.of(Shape.of(ROWS, CLASSES), Data.uniform(5000, -4, 4, ROWS * CLASSES)),
                  Tensor.of(Data.labels(5100, ROWS, CLASSES))));
      default -> throw new IllegalArgumentException("unknown loss " + name);
    };
  }

  private static Work of(Loss<Tensor, Tensor> loss, Examples examples) {
    return new LossWork(
        CompiledStep.of(
            new Nothing(),
            examples,
            (nothing, given) -> {
              ValueAndGrad<Tensor> result =
                  Grad.valueAndGrad((Tensor x) -> Losses.mean(loss, x, given.targets()))
                      .apply(given.inputs());
              return new Stepped<>(nothing, new Result(result.value(), result.gradient()));
            }),
        examples);
  }

  @Override
  public void run() {
    step.run(examples);
  }

  @Override
  public List<Double> check() {
    run();
    Result result = step.output();
    return List.of(result.value().item(), Sums.absolute(result.gradient()));
  }

  @Override
  public String describe() {
    return step.describe();
  }
}
