package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.Optional;
import java.util.function.Function;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.data.DType;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The search for a small change of the input that makes an objective large, by steps along its
 * gradient (PGD); one step of full size is the fast gradient sign method (FGSM).
 *
 * <p>Source: Madry et al., "Towards deep learning models resistant to adversarial attacks", 2018;
 * Goodfellow et al., "Explaining and harnessing adversarial examples", 2015.
 *
 * @param norm what the size of a change is
 * @param epsilon how large a change may be, 0 or more
 * @param stepSize the size of a step, 0 or more
 * @param steps the number of steps, 0 or more
 * @param randomStart whether the search starts at a random change
 * @param low the least value of an input, if there is one
 * @param high the largest value of an input, if there is one
 */
public record Attack(
    @Default("infinity") @Doc("What the size of a change is.") Norm norm,
    @Default("0.03137254901960784") @Doc("How large a change may be.") double epsilon,
    @Default("0.00784313725490196") @Doc("The size of a step.") double stepSize,
    @Default("10") @Doc("The number of steps.") int steps,
    @Default("true") @Doc("Whether the search starts at a random change.") boolean randomStart,
    @Doc("The least value of an input.") Optional<Double> low,
    @Doc("The largest value of an input.") Optional<Double> high) {

  /** What the size of a change is. */
  public enum Norm {
    /** The largest change of an element. */
    INFINITY,
    /** The Euclidean length of the change of an example. */
    EUCLIDEAN
  }

  /** Requires numbers of 0 or more, and bounds in order. */
  public Attack {
    requireNonNegative(epsilon, "epsilon");
    requireNonNegative(stepSize, "stepSize");
    require(steps >= 0, "steps must be 0 or more, was %s", steps);
    require(
        low.isEmpty() || high.isEmpty() || low.get() <= high.get(),
        "low must be at most high, was %s and %s",
        low.orElse(0.0),
        high.orElse(0.0));
  }

  /** Returns the fast gradient sign method: one step of full size. */
  public static Attack fgsm(double epsilon) {
    return new Attack(
        Norm.INFINITY, epsilon, epsilon, 1, false, Optional.empty(), Optional.empty());
  }

  /** Returns projected gradient ascent from a random start. */
  public static Attack pgd(Norm norm, double epsilon, double stepSize, int steps) {
    return new Attack(norm, epsilon, stepSize, steps, true, Optional.empty(), Optional.empty());
  }

  /** Returns this attack on inputs within bounds. */
  public Attack within(double least, double largest) {
    return new Attack(
        norm, epsilon, stepSize, steps, randomStart, Optional.of(least), Optional.of(largest));
  }

  /**
   * Returns changed inputs; no gradient reaches them.
   *
   * @param objective what is to become large: of the inputs of all examples, a scalar in which each
   *     example has its own term
   * @param input the examples, shape [N, ...]
   * @param key a random key for the start
   */
  public Tensor perturb(Function<Tensor, Tensor> objective, Tensor input, Tensor key) {
    Tensor center = input.stopGradient();
    Tensor begin = randomStart ? bounded(center.add(start(center, key)), center) : center;
    if (steps <= 1) {
      return (steps == 0 ? begin : step(objective, begin, center)).stopGradient();
    }
    return Loops.scan(
            begin,
            Tensors.arange(steps, DType.INT32),
            (x, at) -> new Stepped<>(step(objective, x, center), at))
        .state()
        .stopGradient();
  }

  private Tensor start(Tensor center, Tensor key) {
    if (norm == Norm.INFINITY) {
      return Randoms.uniform(key, center.shape(), center.dtype(), -epsilon, epsilon);
    }
    Tensor direction = ModelCall.normalized(Randoms.normal(key, center.shape(), center.dtype()));
    double dimensions = Math.max(1, center.shape().without(0).size());
    Tensor radius =
        Randoms.uniform(Randoms.fold(key, 2), ModelCall.lengths(center).shape(), center.dtype());
    return direction.mul(radius.pow(1 / dimensions)).mul(epsilon);
  }

  private Tensor step(Function<Tensor, Tensor> objective, Tensor x, Tensor center) {
    Tensor gradient = Grad.grad(objective).apply(x);
    Tensor direction = norm == Norm.INFINITY ? gradient.sign() : ModelCall.normalized(gradient);
    return bounded(x.add(direction.mul(stepSize)), center);
  }

  /** Returns the nearest inputs that are changed by epsilon at most and lie within the bounds. */
  private Tensor bounded(Tensor x, Tensor center) {
    Tensor change = x.sub(center);
    Tensor near;
    if (norm == Norm.INFINITY) {
      near = center.add(change.clamp(-epsilon, epsilon));
    } else {
      Tensor length = ModelCall.lengths(change);
      Tensor far = length.gt(epsilon);
      near = center.add(change.mul(where(far, where(far, length, 1).rdiv(epsilon), 1)));
    }
    Tensor above = low.map(near::maximum).orElse(near);
    return high.map(above::minimum).orElse(above);
  }
}
