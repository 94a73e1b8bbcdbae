package org.thalweg.nn.tune;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Progress;
import org.thalweg.nn.train.Stop;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;

/**
 * The range test for learning rates: a few steps of training whose rate grows by one factor from
 * step to step, and the loss of each mini-batch. Where the loss falls, the rate is large enough to
 * learn; where it rises again, it is too large.
 *
 * <p>It starts from the pipeline's own first weights and takes its batches in their own order. All
 * learning rates of the optimizer are replaced, see {@link LearningRates}; schedules of rates give
 * way to the growing rate. The pipeline stays as it is: its callbacks are not called, nothing is
 * measured on what it holds out.
 *
 * <p>Smith, "Cyclical learning rates for training neural networks", 2017, arXiv:1506.01186.
 *
 * @param low the rate of the first step, above 0
 * @param high the rate of the last step, above {@code low}
 * @param steps the number of steps, 10 or more
 * @param smoothing the share of itself that the running mean of the loss keeps at a step, 0 or more
 *     and below 1; the mean is corrected for its start, as that of Adam
 * @param divergence it ends when the mean is this many times the lowest so far, above 1: for a
 *     lowest mean b that is below 0, when it is (divergence - 1) |b| above it
 */
public record LearningRateFinder(
    double low, double high, int steps, double smoothing, double divergence) {
  /** Checks the numbers. */
  public LearningRateFinder {
    requirePositive(low, "low");
    require(high > low && Double.isFinite(high), "high must be above low = %s, was %s", low, high);
    require(steps >= 10, "steps must be 10 or more, was %s", steps);
    require(
        0 <= smoothing && smoothing < 1,
        "smoothing must be 0 or more and below 1, was %s",
        smoothing);
    require(divergence > 1, "divergence must be above 1, was %s", divergence);
  }

  /**
   * Makes a finder of 100 steps from 1e-7 to 10, smoothed by 0.98, that ends at 4 times the best.
   */
  public LearningRateFinder() {
    this(1e-7, 10, 100, 0.98, 4);
  }

  /** Returns this with other rates. */
  public LearningRateFinder rates(double lowest, double highest) {
    return new LearningRateFinder(lowest, highest, steps, smoothing, divergence);
  }

  /** Returns this with another number of steps. */
  public LearningRateFinder steps(int number) {
    return new LearningRateFinder(low, high, number, smoothing, divergence);
  }

  /** Returns this with another smoothing. */
  public LearningRateFinder smoothing(double share) {
    return new LearningRateFinder(low, high, steps, share, divergence);
  }

  /**
   * Runs the test.
   *
   * @param callbacks who looks on, and may end it
   * @throws org.thalweg.api.ThalwegException if the optimizer has no learning rate, or the parts of
   *     the pipeline do not fit each other
   */
  public LearningRateCurve run(Pipeline pipeline, Callback... callbacks) {
    return Engines.with(pipeline.engine(), () -> sweep(pipeline, List.of(callbacks)));
  }

  private LearningRateCurve sweep(Pipeline pipeline, List<Callback> callbacks) {
    Sweep sweep = new Sweep(low, high, steps);
    Optimizer optimizer = LearningRates.of(pipeline).swept(sweep);
    TrainingOptions own = pipeline.options();
    // an epoch has a step or more
    TrainingOptions options =
        new TrainingOptions(
            steps,
            own.batchSize(),
            own.seed(),
            own.shuffle(),
            own.lastBatch(),
            Optional.empty(),
            Optional.empty());
    Recorder recorder = new Recorder();
    Trainer trainer =
        Trainer.of(pipeline.model(), pipeline.loss(), optimizer)
            .options(options)
            .callback(recorder);
    for (Callback callback : callbacks) {
      trainer = trainer.callback(callback);
    }
    TrainingResult result = trainer.train(pipeline.data().training().sliced(null));
    return new LearningRateCurve(
        DoubleStream.of(sweep.rates()).limit(recorder.losses.size()).boxed().toList(),
        recorder.losses,
        recorder.smoothed,
        recorder.end(result.stop().reason()),
        steps,
        smoothing);
  }

  /** Keeps the losses of steps, and ends the test. */
  private final class Recorder implements Callback {
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> smoothed = new ArrayList<>();
    private double mean;
    private double best = Double.POSITIVE_INFINITY;
    private boolean diverged;

    @Override
    public Signal onStep(Progress progress) {
      double loss = progress.loss();
      losses.add(loss);
      mean = smoothing * mean + (1 - smoothing) * loss;
      double corrected = mean / (1 - Math.pow(smoothing, losses.size()));
      smoothed.add(corrected);
      best = Math.min(best, corrected);
      diverged = corrected - best > (divergence - 1) * Math.abs(best);
      return diverged || losses.size() == steps ? Signal.STOP : Signal.CONTINUE;
    }

    LearningRateCurve.End end(Stop.Reason reason) {
      if (reason == Stop.Reason.NON_FINITE_LOSS) {
        return LearningRateCurve.End.NON_FINITE_LOSS;
      } else if (diverged) {
        return LearningRateCurve.End.DIVERGED;
      }
      return losses.size() == steps
          ? LearningRateCurve.End.ALL_STEPS
          : LearningRateCurve.End.INTERRUPTED;
    }
  }
}
