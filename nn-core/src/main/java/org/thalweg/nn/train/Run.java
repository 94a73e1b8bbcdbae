package org.thalweg.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.tree.Tree;
import org.thalweg.nn.model.Model;
import org.thalweg.nn.model.Summary;
import org.thalweg.nn.model.Weights;
import org.thalweg.nn.train.Callback.Signal;
import org.thalweg.optim.checkpoint.StoredState;

/** One run of the training loop. */
final class Run implements Progress {
  private final Course course;
  private final TrainingOptions options;
  private final Model start;
  private final @Nullable Evaluator evaluator;
  private final List<Callback> callbacks;
  private final Best best;
  private final @Nullable Saver saver;
  private final List<Epoch> history = new ArrayList<>();
  private int epoch;

  /** How many steps of the epoch are done; all of them before the first epoch. */
  private int position;

  Run(
      Course course,
      TrainingOptions options,
      Model start,
      @Nullable Evaluator evaluator,
      List<Callback> callbacks,
      Best best,
      @Nullable Saver saver) {
    this.course = course;
    this.options = options;
    this.start = start;
    this.evaluator = evaluator;
    this.callbacks = callbacks;
    this.best = best;
    this.saver = saver;
    this.position = course.stepsPerEpoch();
  }

  /**
   * Goes on where a file says.
   *
   * @throws org.thalweg.api.ThalwegException if it does not fit
   */
  void resume(StoredState stored) {
    Saved like =
        new Saved(
            course.state(),
            Saved.count(0),
            Saved.count(0),
            best.in(stored, start.weights()),
            History.in(stored));
    Saved saved = stored.as(like);
    course.restore(saved.course());
    epoch = Saved.count(saved.epoch());
    position = Saved.count(saved.position());
    best.restore(saved.best());
    history.addAll(saved.history().epochs());
  }

  private void save() {
    if (saver != null) {
      saver.save(
          course.steps(),
          new Saved(
              course.state(),
              Saved.count(epoch),
              Saved.count(position),
              best.kept(),
              History.of(history)));
    }
  }

  private boolean amidEpoch() {
    return position < course.stepsPerEpoch();
  }

  TrainingResult train() {
    callbacks.forEach(callback -> callback.onStart(this));
    Stop stop = history.isEmpty() || amidEpoch() ? null : judge(history.getLast(), false);
    while (stop == null) {
      stop = steps();
      if (stop != null && stop.reason() == Stop.Reason.NON_FINITE_LOSS) {
        break;
      }
      if (amidEpoch()) {
        save(); // the rest of the epoch is still to come
      }
      Weights weights = course.weights();
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
      if (saver != null && !amidEpoch() && (stop != null || saver.isDue(epoch, course.steps()))) {
        save();
      }
    }
    TrainingResult result = result(stop);
    callbacks.forEach(callback -> callback.onEnd(result));
    return result;
  }

  /** Runs the steps of an epoch, or the rest of them; returns why training ends amid it, if so. */
  private @Nullable Stop steps() {
    if (!amidEpoch()) {
      epoch++;
      position = 0;
    }
    course.prepare(epoch);
    while (amidEpoch()) {
      Stop stop = course.step(epoch, position);
      position++;
      if (stop != null) {
        return stop;
      }
      if (saver != null && amidEpoch() && saver.isDue(course.steps())) {
        save();
      }
      for (int i = 0; i < callbacks.size(); i++) {
        if (callbacks.get(i).onStep(this) == Signal.STOP) {
          return new Stop(
              Stop.Reason.CALLBACK,
              "a callback asked for it in epoch %d, step %d".formatted(epoch, position));
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
    } else if (done.number() >= options.epochs()) {
      return new Stop(Stop.Reason.EPOCHS, "all epochs are done");
    }
    return null;
  }

  private TrainingResult result(Stop stop) {
    boolean broken = stop.reason() == Stop.Reason.NON_FINITE_LOSS;
    Weights weights = best.weights().orElseGet(this::weights);
    Optional<Evaluation> evaluation = Optional.empty();
    if (best.weights().isPresent()) {
      evaluation = evaluation(weights);
    } else if (!broken) {
      evaluation = history.getLast().evaluation();
    }
    return new TrainingResult(
        start.with(weights),
        history,
        stop,
        best.epoch(),
        evaluation,
        saver == null ? Optional.empty() : saver.last());
  }

  private Optional<Evaluation> evaluation(Weights weights) {
    return evaluator == null ? Optional.empty() : Optional.of(evaluator.evaluate(weights));
  }

  @Override
  public Weights weights() {
    return Tree.map(course.weights(), Best::copy);
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
    return course.steps();
  }

  @Override
  public int stepsPerEpoch() {
    return course.stepsPerEpoch();
  }

  @Override
  public int examplesPerEpoch() {
    return course.examplesPerEpoch();
  }

  @Override
  public double loss() {
    return course.loss();
  }

  @Override
  public double epochLoss() {
    return course.epochLoss();
  }

  @Override
  public Summary summary() {
    return start.summary();
  }
}
