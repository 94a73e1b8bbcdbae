package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative logarithm of a Poisson probability: {@code exp(p) - t p} for the logarithm p of the
 * mean, {@code p - t log(p + epsilon)} for the mean itself.
 *
 * <p>Prediction and target are in one shape, which the values have too. Targets are 0 or more. A
 * mean below 0 is refused. As in PyTorch the full form adds Stirling's {@code t log t - t + log(2
 * pi t) / 2} for targets above 1, so that values of different targets can be compared.
 *
 * @param logInput whether the prediction is the logarithm of the mean, any number, or the mean
 *     itself, 0 or more
 * @param full whether to add an approximation of what depends on the target alone
 * @param epsilon what is added to a mean before its logarithm is taken, above 0
 */
@Named("poisson-nll")
@Doc("The negative logarithm of the probability of a count.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "L + r, L = exp(p) - t p where logInput, else p - t log(p + epsilon), r = s where t > 1, else 0, s = t log t - t + log(2 pi t)/2 where full, else 0",
    target = Domain.NON_NEGATIVE,
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    elicits = Functional.MEAN,
    reach = 600,
    use =
        "Counts of events whose variance is about their mean. Add the logarithm of the exposure to the prediction.",
    tasks = Task.COUNTS,
    strengths = {Strength.MANY_ZEROS, Strength.SKEW})
public record PoissonNll(
    @Default("true") @Doc("Whether the prediction is the logarithm of the mean.") boolean logInput,
    @Default("false") @Doc("Whether to add what depends on the target alone.") boolean full,
    @Default("1e-8") @Doc("What is added to a mean before its logarithm is taken.") double epsilon)
    implements PointwiseLoss {
  /** Requires a positive epsilon. */
  public PoissonNll {
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss with the defaults. */
  public PoissonNll() {
    this(true, false, 1e-8);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor loss =
        logInput
            ? prediction.exp().sub(target.mul(prediction))
            : prediction.sub(target.mul(prediction.add(epsilon).log()));
    Tensor large = target.gt(1);
    Tensor safe = where(large, target, 1);
    Tensor stirling = safe.mul(safe.log()).sub(safe).add(safe.mul(2 * Math.PI).log().mul(0.5));
    return full ? loss.add(where(large, stirling, 0)) : loss;
  }

  @Override
  public Domain predictionDomain() {
    return logInput ? Domain.REAL : Domain.NON_NEGATIVE;
  }
}
