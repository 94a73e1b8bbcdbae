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
 * The mean of the smallest values of a loss, without those of a share of the examples: of n
 * examples the {@code (1 - share) n} smallest count, the last of them in part.
 *
 * <p>Inputs are those of the wrapped loss; several values of an example count as their mean. There
 * is one value for the batch, 0 for none. Of equal values the first is taken.
 *
 * <p>Source: Rousseeuw, "Least median of squares regression", 1984; Shen and Sanghavi, "Learning
 * with bad training data via iterative trimmed loss minimization", 2019.
 *
 * @param share the share of examples that are left out, 0 or more and below 1
 * @param loss the loss of the examples
 */
@Named("trimmed")
@Doc("The mean of the examples without the worst share.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mean_(i in S) loss(p_i, t_i), S = smallest((1 - share) n)",
    link = "softmax",
    use = "Where about a known share of labels or targets is wrong.",
    tasks = {Task.MULTICLASS, Task.REGRESSION},
    strengths = {Strength.LABEL_NOISE, Strength.OUTLIERS},
    paper = "Shen and Sanghavi 2019, arXiv:1810.11874")
public record Trimmed(
    @Default("0.1") @Doc("The share of examples that are left out.") double share,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements BatchWrapper {
  /** Requires a share of 0 or more and below 1. */
  public Trimmed {
    require(0 <= share && share < 1, "share must be 0 or more and below 1, was %s", share);
  }

  /** Makes the cross-entropy without the worst tenth. */
  public Trimmed() {
    this(0.1, new CrossEntropy(0));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Examples examples = Examples.of(loss, prediction, target, counted);
    return examples.meanOfFirst(examples.number().mul(1 - share), false);
  }
}
