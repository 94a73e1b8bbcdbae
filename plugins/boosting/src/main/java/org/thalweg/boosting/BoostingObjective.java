package org.thalweg.boosting;

import static org.thalweg.api.Checks.require;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.boosting.Formula.Rows;

/**
 * A loss as an objective of gradient boosting: the gradient and the second derivative of each
 * example's loss with respect to its margin, which is what the trees sum up to.
 *
 * <p>Losses whose predictions are restricted are functions of margins through a link: of {@code
 * exp} for predictions above 0, of the logistic function for those from 0 to 1. Derivatives are
 * computed in the type of the arrays, by a program that is compiled once for each number of
 * examples and used again; it takes no further memory then. Weights are multiplied in.
 *
 * <pre>{@code
 * BoostingObjective objective = BoostingObjective.of(new Huber(2));
 * objective.derivatives(margins, targets, null, gradients, hessians);
 * }</pre>
 *
 * <p>Thread-safe; calls take turns. Serializable if the loss is a record of serializable parts.
 */
public final class BoostingObjective implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Number of programs that are kept. */
  private static final int PROGRAMS = 8;

  private record Key(Engine engine, DType dtype, int rows, boolean weighted) {}

  private final transient Formula formula;
  private final transient Map<Key, Derivatives> programs =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Serial private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Derivatives> eldest) {
          return size() > PROGRAMS;
        }
      };

  private final transient Compiled<Rows, Tensor> mean;

  private BoostingObjective(Formula formula) {
    this.formula = formula;
    this.mean = Compiled.of(formula::mean);
  }

  /**
   * Returns the objective of a loss.
   *
   * @throws ThalwegException as {@link #of(Loss, BoostingOptions)}
   */
  public static BoostingObjective of(Loss<?, ?> loss) {
    return of(loss, BoostingOptions.defaults());
  }

  /**
   * Returns the objective of a loss.
   *
   * @param loss a pointwise loss, or a weighted sum of such; so half of mse, which XGBoost calls
   *     squared error, is {@code new Mse().weighted(0.5)}
   * @param options what becomes of second derivatives and missing targets
   * @throws ThalwegException if the loss is not pointwise, is the function of a mean, takes
   *     predictions that no link leads to, or has no second derivative above 0 at any of the points
   *     that are tried and the options no floor above the default
   */
  public static BoostingObjective of(Loss<?, ?> loss, BoostingOptions options) {
    Formula formula = Formula.of(loss, options);
    Curvature.require(formula);
    return new BoostingObjective(formula);
  }

  /** Returns the loss. */
  public Loss<Tensor, Tensor> loss() {
    return formula.loss();
  }

  /** Returns what becomes of second derivatives and missing targets. */
  public BoostingOptions options() {
    return formula.options();
  }

  /**
   * Computes the derivatives of each example's loss.
   *
   * @param margins what the trees sum up to, one for each example
   * @param targets as many
   * @param weights as many, 0 or more and finite; or null if all count alike
   * @param gradients receives the first derivatives
   * @param hessians receives the second derivatives, each at least the floor times the weight
   * @throws ThalwegException if the arrays differ in length, or a target or weight is not allowed
   */
  public synchronized void derivatives(
      float[] margins,
      float[] targets,
      float @Nullable [] weights,
      float[] gradients,
      float[] hessians) {
    int rows = margins.length;
    lengths(rows, targets.length, weights == null ? rows : weights.length);
    outputs(rows, gradients.length, hessians.length);
    if (rows > 0) {
      program(DType.FLOAT32, rows, weights != null)
          .run(margins, targets, weights, gradients, hessians);
    }
  }

  /** Computes derivatives in double precision; see {@link #derivatives}. */
  public synchronized void derivatives(
      double[] margins,
      double[] targets,
      double @Nullable [] weights,
      double[] gradients,
      double[] hessians) {
    int rows = margins.length;
    lengths(rows, targets.length, weights == null ? rows : weights.length);
    outputs(rows, gradients.length, hessians.length);
    if (rows > 0) {
      program(DType.FLOAT64, rows, weights != null)
          .run(margins, targets, weights, gradients, hessians);
    }
  }

  private Derivatives program(DType dtype, int rows, boolean weighted) {
    return programs.computeIfAbsent(
        new Key(Engines.current(), dtype, rows, weighted),
        _ -> new Derivatives(formula, dtype, rows, weighted));
  }

  private void lengths(int rows, int targets, int weights) {
    require(
        targets == rows && weights == rows,
        "%s: there are %s margins, %s targets and %s weights, should be one of each for an example",
        Losses.name(formula.loss()),
        rows,
        targets,
        weights);
  }

  private void outputs(int rows, int gradients, int hessians) {
    require(
        gradients == rows && hessians == rows,
        "%s: there are %s examples, and room for %s gradients and %s second derivatives",
        Losses.name(formula.loss()),
        rows,
        gradients,
        hessians);
  }

  /**
   * Returns the mean loss: the sum of weighted values over that of weights.
   *
   * @param margins what the trees sum up to
   * @param targets as many
   * @param weights as many, or null if all count alike
   * @throws ThalwegException if the arrays differ in length, or a target or weight is not allowed
   */
  public double mean(float[] margins, float[] targets, float @Nullable [] weights) {
    lengths(margins.length, targets.length, weights == null ? margins.length : weights.length);
    return mean.apply(
            new Rows(
                Tensor.of(doubles(margins)),
                Tensor.of(doubles(targets)),
                weights == null ? null : Tensor.of(doubles(weights))))
        .item();
  }

  /**
   * Returns the best constant margin: the one of the least mean loss, to begin boosting with. The
   * search starts from the mean or the median of the targets, whichever the loss's card says that
   * it elicits, and goes down from there by Newton's steps between bounds. Where no constant is
   * best, as for targets of one class alone, it ends at one where next to nothing is left to gain.
   *
   * @param targets the targets
   * @param weights as many, or null if all count alike
   * @throws ThalwegException if there is no target that counts, or one is not allowed
   */
  public double baseScore(double[] targets, double @Nullable [] weights) {
    lengths(targets.length, targets.length, weights == null ? targets.length : weights.length);
    return new BaseScore(formula, targets, weights).find();
  }

  /** Returns the best constant margin; see {@link #baseScore(double[], double[])}. */
  public double baseScore(float[] targets, float @Nullable [] weights) {
    return baseScore(doubles(targets), weights == null ? null : doubles(weights));
  }

  /**
   * Returns what a margin predicts: the mean of the target, or whatever else the loss elicits; for
   * logits the probability.
   *
   * @throws ThalwegException if the card names a link that is not a {@link Link}
   */
  public double prediction(double margin) {
    return link().apply(formula.onto().apply(margin));
  }

  /** Returns what margins predict; see {@link #prediction}. */
  public float[] predictions(float[] margins) {
    Link link = link();
    float[] predictions = new float[margins.length];
    for (int i = 0; i < margins.length; i++) {
      predictions[i] = (float) link.apply(formula.onto().apply(margins[i]));
    }
    return predictions;
  }

  /** Returns the margin that gives a prediction; see {@link #prediction}. */
  public double margin(double prediction) {
    return formula.onto().inverse(link().inverse(prediction));
  }

  private Link link() {
    return formula
        .link()
        .orElseThrow(() ->
            new ThalwegException(
                "%s: what its margins predict is not known here; its card names a link that is none of identity, logistic and exp"
                    .formatted(Losses.name(formula.loss()))));
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    return Frozen.of(formula);
  }
}
