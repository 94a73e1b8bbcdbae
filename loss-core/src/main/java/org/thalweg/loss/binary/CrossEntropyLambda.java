package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of an event that may happen any number of times in an exposure: {@code -t log(1
 * - exp(-u)) + (1 - t) u}, with {@code u = w softplus(p)}.
 *
 * <p>u is the expected number of events in the exposure w, so {@code 1 - exp(-u)} is the
 * probability of at least one. With an exposure of 1 it is {@link BceLogits}. Predictions are any
 * numbers; values have their shape. It is LightGBM's cross_entropy_lambda, whose weights are the
 * exposures.
 */
@Named("cross-entropy-lambda")
@Doc("The cross-entropy of whether anything happened in an exposure, on the logit of its rate.")
@LossCard(
    family = Family.BINARY,
    formula = "-t log(1 - exp(-u)) + (1-t) u, u = w softplus(p)",
    shape = "...; ..., ... -> ...",
    link = "softplus",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "For whether there was a claim, a click or a failure in a time or an amount that differs from example to example.",
    tasks = {Task.BINARY, Task.COUNTS},
    strengths = Strength.CALIBRATION)
public record CrossEntropyLambda() implements Loss<Tensor, CrossEntropyLambda.Exposed> {
  /**
   * What happened, and in how much of time or else.
   *
   * @param labels from 0 to 1, in the shape of the prediction
   * @param exposure how much of time or else, above 0
   */
  public record Exposed(
      @In(Domain.PROBABILITY) Tensor labels, @In(Domain.POSITIVE) Tensor exposure) {}

  @Override
  public Tensor loss(Tensor prediction, Exposed target) {
    Tensor events = target.exposure.mul(prediction.softplus());
    Tensor yes = logAny(prediction, target.exposure, events).neg();
    return target.labels.mul(yes).add(target.labels.rsub(1).mul(events));
  }

  /** Returns the logarithm of the probability of an event: {@code log(1 - exp(-u))}. */
  private static Tensor logAny(Tensor p, Tensor exposure, Tensor events) {
    Tensor rare = events.lt(1e-9);
    Tensor few = events.lt(0.7);
    Tensor u = where(rare, 1, events);
    Tensor some = where(few, where(rare, 0.5, events), 0.5).neg().expm1().neg().log();
    Tensor many = where(few, 1, u).neg().exp().neg().log1p();
    Tensor log = exposure.log().add(logSoftplus(p)).sub(events.mul(0.5));
    return where(rare, log, where(few, some, many));
  }

  private static Tensor logSoftplus(Tensor p) {
    Tensor low = p.lt(-20);
    Tensor tail = where(low, p, 0);
    return where(low, tail.sub(tail.exp().mul(0.5)), where(low, 0, p).softplus().log());
  }
}
