package org.thalweg.cli.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.cli.protocol.Mistakes;
import org.thalweg.optim.minimize.Minimize;
import org.thalweg.optim.minimize.Stop;
import org.thalweg.optim.run.Descent;

/**
 * Runs optimizers on a course, several at a time.
 *
 * @param registry makes them
 * @param course what they run on
 * @param rates the learning rates that are tried, ascending
 */
public record Race(Registry registry, Course course, List<Double> rates) {
  /** Learning rates from 0.0001 to 10, three in a power of ten. */
  public static final List<Double> RATES =
      List.of(
          1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0);

  private static final Comparator<Track> BETTER =
      Comparator.comparingDouble(Track::rank).thenComparingInt(track -> -track.values().length);

  /** Copies the list. */
  public Race {
    rates = List.copyOf(rates);
  }

  /** Returns the number of runs of some racers. */
  public int runs(List<Racer> racers) {
    return racers.stream().mapToInt(racer -> rates(racer).size()).sum();
  }

  private List<OptionalDouble> rates(Racer racer) {
    return racer.searches()
        ? rates.stream().map(OptionalDouble::of).toList()
        : List.of(OptionalDouble.empty());
  }

  /** Keeps what hinders somebody from running on the course. */
  public void check(List<Racer> racers, Mistakes mistakes) {
    Race step = new Race(registry, course.of(1), rates);
    for (Racer racer : racers) {
      mistakes.attempt(racer.label(), () -> step.run(racer, rates(racer).getFirst()));
    }
  }

  /**
   * Returns the results, the best first.
   *
   * @param each is called after each run, by any thread
   */
  public List<Result> run(List<Racer> racers, Runnable each) {
    List<Supplier<Track>> tasks = new ArrayList<>();
    for (Racer racer : racers) {
      for (OptionalDouble rate : rates(racer)) {
        tasks.add(() -> {
          Track track = run(racer, rate);
          each.run();
          return track;
        });
      }
    }
    List<Track> tracks = Workers.all(tasks);
    List<Result> results = new ArrayList<>();
    int from = 0;
    for (Racer racer : racers) {
      int to = from + rates(racer).size();
      List<Track> tries = tracks.subList(from, to);
      Track best = tries.stream().min(BETTER).orElseThrow();
      results.add(new Result(racer, best, tries, gradients(racer)));
      from = to;
    }
    results.sort(
        Comparator.comparing(Result::best, BETTER)
            .thenComparingLong(result ->
                result.best().stepsTo(course.function().minimum()).orElse(Long.MAX_VALUE)));
    return results;
  }

  private int gradients(Racer racer) {
    return racer.minimizes() ? 0 : Gradients.of(racer.optimizer(registry, rates(racer).getFirst()));
  }

  private Track run(Racer racer, OptionalDouble rate) {
    return racer.minimizes()
        ? minimize(racer.minimizer(registry))
        : descend(
            Descent.by(racer.optimizer(registry, rate)), course.parameters(racer.matrix()), rate);
  }

  /** Points are those that the optimizer would be evaluated at. */
  private <S> Track descend(Descent<S> descent, Parameters start, OptionalDouble rate) {
    int size = Math.toIntExact(start.size());
    CompiledStep<Descent.State<S>, List<Tensor>, List<Tensor>> compiled =
        CompiledStep.of(
            descent.start(start),
            List.of(),
            (state, _) -> {
              Descent.State<S> next = descent.step(state, course::value).state();
              Parameters weights =
                  descent.transform().evaluationWeights(next.memory(), next.parameters());
              List<Tensor> output = new ArrayList<>(List.of(course.value(weights)));
              for (int i = 0; i < size; i++) {
                output.add(Course.point(weights).select(0, i));
              }
              return new Stepped<>(next, output);
            });
    Log log = new Log();
    log.add(0, course.start().toDoubleArray(), course.value(start).item());
    long began = System.nanoTime();
    for (int step = 1; step <= course.steps() && log.finite(); step++) {
      compiled.run(List.of());
      double[] point = new double[size];
      for (int i = 0; i < size; i++) {
        point[i] = compiled.output(i + 1);
      }
      log.add(step, point, compiled.output(0));
    }
    return log.track(rate, System.nanoTime() - began);
  }

  private <M> Track minimize(Minimizer<M> minimizer) {
    Parameters start = course.parameters(false);
    Log log = new Log();
    log.add(0, course.start().toDoubleArray(), course.value(start).item());
    long began = System.nanoTime();
    Minimize.by(minimizer)
        .until(new Stop(0, 0, 0, course.steps()))
        .function(
            start,
            course::value,
            state -> {
              long evaluations = (long) state.evaluations().item() - 1;
              if (evaluations <= course.steps() && log.finite()) {
                log.add(evaluations, state.position().x(), state.value());
              }
            });
    return log.track(OptionalDouble.empty(), System.nanoTime() - began);
  }

  /** A run under way. */
  private static final class Log {
    private final List<Long> steps = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    void add(long step, double[] point, double value) {
      steps.add(step);
      points.add(point);
      values.add(value);
    }

    boolean finite() {
      return Double.isFinite(values.getLast());
    }

    Track track(OptionalDouble rate, long nanos) {
      return new Track(
          rate,
          steps.stream().mapToLong(Long::longValue).toArray(),
          points.toArray(double[][]::new),
          values.stream().mapToDouble(Double::doubleValue).toArray(),
          nanos / 1e9);
    }
  }
}
