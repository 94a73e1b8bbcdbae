package org.thalweg.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;
import org.thalweg.nn.data.Batches;
import org.thalweg.nn.model.Model;
import org.thalweg.nn.model.Summary;
import org.thalweg.nn.model.Weights;
import org.thalweg.nn.train.Callback.Signal;

/** One run of the training loop. */
final class Run<S> implements Progress {
  private final Learner<S> learner;
  private final TrainingOptions options;
  private final Batches batches;
  private final Model start;
  private final @Nullable Evaluator evaluator;
  private final List<Callback> callbacks;
  private final Best best;
  private final CompiledStep<TrainingState, StepInput, StepOutput> step;
  private final StepInput first;
  private final StepInput next;
  private int epoch;
  private long steps;

  Run(
      Learner<S> learner,
      TrainingOptions options,
      Batches batches,
      Model start,
      @Nullable Evaluator evaluator,
      List<Callback> callbacks,
      Best best) {
    this.learner = learner;
    this.options = options;
    this.batches = batches;
    this.start = start;
    this.evaluator = evaluator;
    this.callbacks = callbacks;
    this.best = best;
    this.first = new StepInput(batches.load(0), flag(true));
    this.next = new StepInput(batches.batch(), flag(false));
    this.step =
        CompiledStep.of(learner.start(start.weights(), options.seed()), first, learner::step);
  }

  private static Tensor flag(boolean value) {
    return Tensor.of(Shape.of(), DType.BOOL, value ? 1 : 0);
  }

  TrainingResult train() {
    callbacks.forEach(callback -> callback.onStart(this));
    List<Epoch> history = new ArrayList<>();
    Stop stop = null;
    while (stop == null) {
      epoch++;
      stop = steps();
      if (stop != null && stop.reason() == Stop.Reason.NON_FINITE_LOSS) {
        break;
      }
      Weights weights = liveWeights();
      Epoch done = new Epoch(epoch, epochLoss(), evaluation(weights));
      history.add(done);
      best.see(done, weights);
      boolean asked = false;
      for (Callback callback : callbacks) {
        asked |= callback.onEpoch(done, this) == Signal.STOP;
      }
      if (stop == null) {
        stop = judge(done, asked);
      }
    }
    TrainingResult result = result(history, stop);
    callbacks.forEach(callback -> callback.onEnd(result));
    return result;
  }

  /** Runs the steps of an epoch; returns why training ends amid it, if it does. */
  private @Nullable Stop steps() {
    if (options.shuffle()) {
      batches.shuffle(options.seed(), epoch);
    }
    for (int number = 0; number < batches.count(); number++) {
      batches.load(number);
      step.run(number == 0 ? first : next);
      steps++;
      if (!Double.isFinite(step.output(StepOutput.LOSS))) {
        return new Stop(
            Stop.Reason.NON_FINITE_LOSS,
            "the loss was %s in epoch %d, step %d; lower the learning rate, clip gradients, or look for extreme inputs"
                .formatted(loss(), epoch, number + 1));
      }
      for (int i = 0; i < callbacks.size(); i++) {
        if (callbacks.get(i).onStep(this) == Signal.STOP) {
          return new Stop(
              Stop.Reason.CALLBACK,
              "a callback asked for it in epoch %d, step %d".formatted(epoch, number + 1));
        }
      }
    }
    return null;
  }

  private @Nullable Stop judge(Epoch done, boolean asked) {
    if (asked) {
      return new Stop(Stop.Reason.CALLBACK, "a callback asked for it after epoch " + done.number());
    } else if (options.targetLoss().isPresent() && done.loss() <= options.targetLoss().get()) {
      return new Stop(
          Stop.Reason.TARGET_LOSS, "the training loss reached " + options.targetLoss().get());
    } else if (options.earlyStopping().isPresent() && best.isOverdue(done)) {
      return new Stop(
          Stop.Reason.NO_IMPROVEMENT,
          "no improvement in %d epochs; best was %s"
              .formatted(options.earlyStopping().get().patience(), best));
    } else if (done.number() == options.epochs()) {
      return new Stop(Stop.Reason.EPOCHS, "all epochs are done");
    }
    return null;
  }

  private TrainingResult result(List<Epoch> history, Stop stop) {
    boolean broken = stop.reason() == Stop.Reason.NON_FINITE_LOSS;
    Weights weights = best.weights().orElseGet(this::weights);
    Optional<Evaluation> evaluation = Optional.empty();
    if (best.weights().isPresent()) {
      evaluation = evaluation(weights);
    } else if (!broken) {
      evaluation = history.getLast().evaluation();
    }
    return new TrainingResult(start.with(weights), history, stop, best.epoch(), evaluation);
  }

  private Optional<Evaluation> evaluation(Weights weights) {
    return evaluator == null ? Optional.empty() : Optional.of(evaluator.evaluate(weights));
  }

  /** Returns the weights to evaluate with; the next step may change their values. */
  private Weights liveWeights() {
    Weights weights = learner.evaluationWeights(step.view());
    for (Parameters parameters : List.of(weights.parameters(), weights.states())) {
      Tensor.eval(parameters.tensors().values().toArray(Tensor[]::new));
    }
    return weights;
  }

  @Override
  public Weights weights() {
    return Tree.map(liveWeights(), Best::copy);
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public int epochs() {
    return options.epochs();
  }

  @Override
  public long step() {
    return steps;
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
  public Summary summary() {
    return start.summary();
  }
}
