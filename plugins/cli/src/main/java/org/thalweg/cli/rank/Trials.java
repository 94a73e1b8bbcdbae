package org.thalweg.cli.rank;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.protocol.Mistakes;
import org.thalweg.cli.race.Gradients;
import org.thalweg.cli.race.Racer;
import org.thalweg.cli.race.Racers;
import org.thalweg.cli.race.Workers;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Evaluator;
import org.thalweg.nn.train.Progress;
import org.thalweg.nn.train.Stop;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingResult;

/**
 * Trains optimizers on problems until the target is reached.
 *
 * @param registry makes optimizers
 * @param every how many steps lie between evaluations
 */
public record Trials(Registry registry, int every) {
  /** What the usual learning rate is multiplied by, in the order of the tries. */
  public static final List<Double> FACTORS = List.of(1.0, 5.0, 0.2, 25.0, 125.0);

  /** Returns the entries of all candidates on all problems, in this order. */
  public List<Results.Entry> run(List<String> words, List<Problem> problems, Runnable each) {
    List<Supplier<Results.Entry>> runs = new ArrayList<>();
    for (String word : words) {
      for (Problem problem : problems) {
        runs.add(() -> {
          Results.Entry entry = run(word, problem);
          each.run();
          return entry;
        });
      }
    }
    return Workers.all(runs);
  }

  /** Returns what an optimizer does on a problem, at each rate of the budget. */
  public Results.Entry run(String word, Problem problem) {
    Mistakes mistakes = new Mistakes();
    List<Racer> made = Racers.of(List.of(word), registry, mistakes);
    mistakes.tell();
    Racer racer = made.getFirst();
    List<Results.Try> tries = new ArrayList<>();
    long limit = Long.MAX_VALUE;
    for (OptionalDouble rate : rates(racer, word)) {
      Results.Try one = attempt(racer.optimizer(registry, rate), rate, problem, limit);
      limit = Math.min(limit, one.steps().orElse(limit));
      tries.add(one);
    }
    Optimizer optimizer = racer.optimizer(registry, rates(racer, word).getFirst());
    return new Results.Entry(word, problem.name(), Gradients.of(optimizer), tries);
  }

  private List<OptionalDouble> rates(Racer racer, String word) {
    if (!racer.searches()) {
      return List.of(OptionalDouble.empty());
    }
    double usual = Candidates.usual(registry, Candidates.rated(word));
    return FACTORS.stream().map(factor -> OptionalDouble.of(rounded(factor * usual))).toList();
  }

  /** Returns a rate of three digits. */
  private static double rounded(double rate) {
    return new BigDecimal(rate).round(new MathContext(3)).doubleValue();
  }

  private Results.Try attempt(
      Optimizer optimizer, OptionalDouble rate, Problem problem, long limit) {
    return Engines.with(
        problem.pipeline().engine().singleThreaded(),
        () -> {
          Probe probe = new Probe(problem, every, limit);
          TrainingResult result =
              Trainer.of(problem.pipeline().model(), problem.pipeline().loss(), optimizer)
                  .options(problem.options())
                  .callback(probe)
                  .train(problem.pipeline().data().training());
          boolean diverged = result.stop().reason() == Stop.Reason.NON_FINITE_LOSS;
          return new Results.Try(rate, probe.reached, probe.least, diverged);
        });
  }

  /** Measures the loss on the examples held out, every few steps. */
  private static final class Probe implements Callback {
    private final Evaluator evaluator;
    private final double target;
    private final int every;
    private final long limit;
    private OptionalLong reached = OptionalLong.empty();
    private double least = Double.NaN;

    Probe(Problem problem, int every, long limit) {
      this.evaluator =
          new Evaluator(
              new Network(problem.pipeline().model()),
              problem.pipeline().loss(),
              List.of(),
              problem.heldOut());
      this.target = problem.target();
      this.every = every;
      this.limit = limit;
    }

    @Override
    public Signal onStep(Progress progress) {
      if (progress.step() >= limit) {
        return Signal.STOP;
      }
      if (progress.step() % every != 0) {
        return Signal.CONTINUE;
      }
      double loss = evaluator.evaluate(progress.weights()).loss();
      least = least <= loss ? least : loss;
      if (loss <= target) {
        reached = OptionalLong.of(progress.step());
        return Signal.STOP;
      }
      return Signal.CONTINUE;
    }
  }
}
