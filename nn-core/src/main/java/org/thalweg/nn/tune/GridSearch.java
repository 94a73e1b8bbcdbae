package org.thalweg.nn.tune;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.Folds;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.metric.Metrics;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.PreparedData;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Evaluation;
import org.thalweg.nn.train.Evaluator;
import org.thalweg.nn.train.Measurement;
import org.thalweg.nn.train.Progress;
import org.thalweg.nn.train.Stop;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingResult;

/**
 * Compares candidates by k-fold cross-validation: each is trained k times, on all folds of its
 * training data but one, and measured on that one.
 *
 * <p>All candidates have the same folds, the same first weights and the same order of examples.
 * Class weights and means of inputs are those of the examples that are learnt from. With early
 * stopping, the fold that is held out also says when to stop, as {@code validation} does in
 * training.
 *
 * <p>Trainings run at once, each on one thread of the engine; the bits of the result do not depend
 * on how many there are. A training that diverges or fails says so and stops no other.
 *
 * @param candidates what is tried, those first that are preferred among equals
 * @param folds the number of folds, 2 or more
 * @param seed decides the folds
 * @param threads how many trainings run at once, 1 or more
 * @param metric what candidates are compared by: {@code loss}, or the name of a metric
 */
public record GridSearch(
    List<Candidate> candidates, int folds, long seed, int threads, String metric) {
  /** The name of the loss among metrics. */
  public static final String LOSS = "loss";

  /** Copies the list, and checks the numbers. */
  public GridSearch {
    candidates = List.copyOf(candidates);
    require(!candidates.isEmpty(), "there is nothing to try");
    require(folds >= 2, "folds must be 2 or more, was %s", folds);
    require(threads >= 1, "threads must be 1 or more, was %s", threads);
  }

  /** Returns a search by the loss with 5 folds, on as many threads as there are processors. */
  public static GridSearch of(List<Candidate> candidates) {
    return new GridSearch(candidates, 5, 0, Runtime.getRuntime().availableProcessors(), LOSS);
  }

  /** Returns this with another number of folds. */
  public GridSearch folds(int number) {
    return new GridSearch(candidates, number, seed, threads, metric);
  }

  /** Returns this with another seed. */
  public GridSearch seed(long other) {
    return new GridSearch(candidates, folds, other, threads, metric);
  }

  /** Returns this with another number of trainings that run at once. */
  public GridSearch threads(int number) {
    return new GridSearch(candidates, folds, seed, number, metric);
  }

  /** Returns this with another metric. */
  public GridSearch metric(String name) {
    return new GridSearch(candidates, folds, seed, threads, name);
  }

  /** Runs the search. */
  public Result run() {
    return run(new Watcher() {});
  }

  /**
   * Runs the search.
   *
   * @return what is known when it ends, or is cancelled
   * @throws ThalwegException if there is no such metric, or fewer examples than folds
   */
  public Result run(Watcher watcher) {
    List<List<Metric>> metrics =
        candidates.stream().map(candidate -> metrics(candidate.pipeline())).toList();
    List<Folds> parts =
        candidates.stream()
            .map(candidate ->
                Folds.of(candidate.pipeline().data().preparation().examples(), folds, seed))
            .toList();
    int workers = Math.min(threads, candidates.size() * folds);
    AtomicBoolean broken = new AtomicBoolean();
    List<List<Future<Outcome>>> futures = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            workers, Thread.ofPlatform().daemon().name("thalweg-training-", 0).factory())) {
      for (int c = 0; c < candidates.size(); c++) {
        List<Future<Outcome>> row = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
          Training training = new Training(c, f);
          Attempt attempt =
              new Attempt(
                  training,
                  candidates.get(c).pipeline(),
                  parts.get(c),
                  metrics.get(training.candidate()),
                  watcher,
                  broken);
          row.add(pool.submit(() -> attempt.run(workers)));
        }
        futures.add(row);
      }
      try {
        return result(futures);
      } catch (RuntimeException | Error e) {
        broken.set(true);
        throw e;
      }
    }
  }

  private Result result(List<List<Future<Outcome>>> futures) {
    List<Score> scores = new ArrayList<>();
    for (int c = 0; c < candidates.size(); c++) {
      List<Outcome> outcomes = futures.get(c).stream().map(GridSearch::await).toList();
      scores.add(Score.of(candidates.get(c), outcomes, this::value));
    }
    return new Result(metric, higherIsBetter(), scores);
  }

  private static Outcome await(Future<Outcome> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ThalwegException("the search was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  /** Returns what candidates are compared by. */
  public double value(Evaluation evaluation) {
    return metric.equals(LOSS) ? evaluation.loss() : evaluation.metric(metric);
  }

  private boolean higherIsBetter() {
    return metrics(candidates.getFirst().pipeline()).stream()
        .anyMatch(known -> known.name().equals(metric) && known.higherIsBetter());
  }

  /** Returns the metrics of a pipeline, and that which is asked for. */
  private List<Metric> metrics(Pipeline pipeline) {
    List<Metric> all = new ArrayList<>(pipeline.metrics());
    if (!metric.equals(LOSS) && all.stream().noneMatch(known -> known.name().equals(metric))) {
      all.add(Metrics.named(metric, pipeline.loss()));
    }
    return List.copyOf(all);
  }

  /** A training on all folds but one, and its measurement on that one. */
  private record Attempt(
      Training training,
      Pipeline pipeline,
      Folds folds,
      List<Metric> metrics,
      Watcher watcher,
      AtomicBoolean broken) {
    Outcome run(int workers) {
      if (isCancelled()) {
        return new Outcome.Unfinished();
      }
      Engine engine = workers == 1 ? pipeline.engine() : pipeline.engine().singleThreaded();
      Outcome outcome;
      try {
        outcome = Engines.with(engine, this::trained);
      } catch (ThalwegException e) {
        outcome = new Outcome.Failed(String.valueOf(e.getMessage()));
      } catch (RuntimeException | Error e) {
        broken.set(true);
        throw e;
      }
      watcher.onEnd(training, outcome);
      return outcome;
    }

    private boolean isCancelled() {
      return broken.get() || watcher.isCancelled();
    }

    private Outcome trained() {
      PreparedData data =
          pipeline.data().parts(folds.learnt(training.fold()), folds.held(training.fold()));
      Dataset held = data.validation().orElseThrow().sliced(null);
      Trainer trainer =
          Trainer.of(pipeline.model(), pipeline.loss(), pipeline.optimizer())
              .options(pipeline.options())
              .callback(new Steward());
      if (pipeline.options().earlyStopping().isPresent()) {
        trainer = trainer.validation(held).metrics(metrics.toArray(Metric[]::new));
      }
      TrainingResult result = trainer.train(data.training().sliced(null));
      if (result.stop().reason() == Stop.Reason.NON_FINITE_LOSS) {
        return new Outcome.Diverged(result.stop().detail());
      } else if (result.stop().reason() == Stop.Reason.CALLBACK) {
        return new Outcome.Unfinished();
      }
      Network network = result.model().network();
      Measurement measurement =
          new Evaluator(network, pipeline.loss(), metrics, held).measure(result.model().weights());
      return infinite(measurement.evaluation())
          .<Outcome>map(Outcome.Diverged::new)
          .orElseGet(() -> new Outcome.Measured(measurement, result.history().size()));
    }

    private static Optional<String> infinite(Evaluation evaluation) {
      return Double.isFinite(evaluation.loss())
          ? Optional.empty()
          : Optional.of("the loss on the fold held out is " + evaluation.loss());
    }

    /** Tells how far it is, and ends it if the search is cancelled. */
    private final class Steward implements Callback {
      @Override
      public Signal onStep(Progress progress) {
        long all = (long) progress.epochs() * progress.stepsPerEpoch();
        watcher.onStep(training, (double) progress.step() / all);
        return isCancelled() ? Signal.STOP : Signal.CONTINUE;
      }
    }
  }
}
