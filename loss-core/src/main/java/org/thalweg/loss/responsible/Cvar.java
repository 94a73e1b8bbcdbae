package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The mean of the largest values of a loss, those of a share alpha of the examples: the conditional
 * value at risk. With n examples the {@code alpha n} largest count, the last of them in part.
 *
 * <p>Inputs are those of the wrapped loss; several values of an example count as their mean. There
 * is one value for the batch, 0 for none. Of equal values the first is taken.
 *
 * <p>Source: Rockafellar and Uryasev, "Optimization of conditional value-at-risk", 2000; Duchi and
 * Namkoong, "Learning models with uniform performance via distributionally robust optimization",
 * 2021.
 *
 * @param alpha the share, above 0 and at most 1
 * @param loss the loss of the examples
 */
@Named("cvar")
@Doc("The mean of the worst share of the examples.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mean_(i in S) loss(p_i, t_i), S = largest(alpha n)",
    link = "softmax",
    use = "Where the worst cases matter more than the average; not where labels are noisy.",
    tasks = {Task.MULTICLASS},
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES},
    paper = "Rockafellar and Uryasev 2000")
public record Cvar(
    @Default("0.1") @Doc("The share of the examples.") double alpha,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements BatchWrapper {
  /** Requires a share above 0 and at most 1. */
  public Cvar {
    require(0 < alpha && alpha <= 1, "alpha must lie above 0 and be at most 1, was %s", alpha);
  }

  /** Makes the mean of the worst tenth of cross-entropies. */
  public Cvar() {
    this(0.1, new CrossEntropy(0));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Examples examples = Examples.of(loss, prediction, target, counted);
    return examples.meanOfFirst(examples.number().mul(alpha), true);
  }
}
