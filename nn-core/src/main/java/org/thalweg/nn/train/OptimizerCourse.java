package org.thalweg.nn.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.Batches;
import org.thalweg.nn.model.Weights;

/** A step for each batch, by the gradient of its loss. */
final class OptimizerCourse<S> implements Course {
  private final Learner<S> learner;
  private final TrainingOptions options;
  private final Batches batches;
  private final CompiledStep<TrainingState, StepInput, StepOutput> step;
  private final StepInput first;
  private final StepInput next;
  private long steps;

  OptimizerCourse(Learner<S> learner, TrainingOptions options, Batches batches, Weights start) {
    this.learner = learner;
    this.options = options;
    this.batches = batches;
    this.first = new StepInput(batches.load(0), flag(true));
    this.next = new StepInput(batches.batch(), flag(false));
    this.step = CompiledStep.of(learner.start(start, options.seed()), first, learner::step);
  }

  private static Tensor flag(boolean value) {
    return Tensor.of(Shape.of(), DType.BOOL, value ? 1 : 0);
  }

  @Override
  public int stepsPerEpoch() {
    return batches.count();
  }

  @Override
  public int examplesPerEpoch() {
    return batches.examples();
  }

  @Override
  public void prepare(int epoch) {
    if (options.shuffle()) {
      batches.shuffle(options.seed(), epoch);
    }
  }

  @Override
  public @Nullable Stop step(int epoch, int number) {
    batches.load(number);
    step.run(number == 0 ? first : next);
    steps++;
    return Double.isFinite(loss())
        ? null
        : new Stop(
            Stop.Reason.NON_FINITE_LOSS,
            "the loss was %s in epoch %d, step %d; lower the learning rate, clip gradients, or look for extreme inputs"
                .formatted(loss(), epoch, number + 1));
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public double loss() {
    return step.output(StepOutput.LOSS);
  }

  @Override
  public double epochLoss() {
    return learner
        .terms()
        .report(
            term -> step.output(StepOutput.numerator(term)),
            term -> step.output(StepOutput.denominator(term)));
  }

  @Override
  public Weights weights() {
    Weights weights = learner.evaluationWeights(step.view());
    for (Parameters parameters : List.of(weights.parameters(), weights.states())) {
      Tensor.eval(parameters.tensors().values().toArray(Tensor[]::new));
    }
    return weights;
  }

  @Override
  public TrainingState state() {
    return step.view();
  }

  @Override
  public void restore(Object state) {
    TrainingState restored = (TrainingState) state;
    step.state(restored);
    steps = restored.step().storage().getLong(0);
  }
}
