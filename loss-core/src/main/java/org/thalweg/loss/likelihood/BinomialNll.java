package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Default;
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
 * The negative logarithm of the probability of k successes in n trials, {@code k softplus(-p) + (n
 * - k) softplus(p)}, where p is the logit of a success.
 *
 * <p>Logits, successes and trials are in one shape, which the values have too. Successes are from 0
 * to the number of trials, else an error names the first; both may be fractions. The full form adds
 * {@code -log(n choose k)}.
 *
 * @param full whether to add what depends on the target alone
 */
@Named("binomial-nll")
@Doc("The negative logarithm of the probability of a number of successes.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "k log(1 + exp(-p)) + (n - k) log(1 + exp(p))",
    link = "logistic",
    shape = "...; ..., ... -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    use =
        "Shares of a known number of trials, such as clicks of views: large numbers count more than small ones.",
    tasks = {Task.BINARY, Task.COUNTS},
    strengths = Strength.CALIBRATION)
public record BinomialNll(
    @Default("false") @Doc("Whether to add what depends on the target alone.") boolean full)
    implements Loss<Tensor, BinomialNll.Target> {
  /**
   * Successes out of trials.
   *
   * @param successes the numbers of successes, [...]
   * @param trials the numbers of trials, [...]
   */
  public record Target(
      @In(Domain.NON_NEGATIVE) Tensor successes, @In(Domain.NON_NEGATIVE) Tensor trials) {}

  @Override
  public Tensor loss(Tensor prediction, BinomialNll.Target target) {
    Tensor trials = target.trials;
    Tensor successes =
        target.successes.guard(
            target.successes.le(trials),
            "binomial-nll: the successes {value} at {at} are more than the trials",
            target.successes);
    Tensor failures = trials.sub(successes);
    Tensor loss =
        successes.mul(prediction.neg().softplus()).add(failures.mul(prediction.softplus()));
    return full ? loss.sub(logChoose(successes, failures)) : loss;
  }

  private static Tensor logChoose(Tensor k, Tensor others) {
    Tensor all = k.add(others).add(1).lgamma();
    return all.sub(k.add(1).lgamma()).sub(others.add(1).lgamma());
  }
}
