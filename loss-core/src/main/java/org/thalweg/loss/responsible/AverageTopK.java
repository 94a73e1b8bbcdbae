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
 * The mean of the k largest values of a loss, of all if there are fewer. With k = 1 it is the
 * largest.
 *
 * <p>Inputs are those of the wrapped loss; several values of an example count as their mean. There
 * is one value for the batch, 0 for none. Of equal values the first is taken.
 *
 * <p>Source: Fan et al., "Learning with average top-k loss", 2017; Shrivastava et al., "Training
 * region-based object detectors with online hard example mining", 2016.
 *
 * @param k the number of examples, 1 or more
 * @param loss the loss of the examples
 */
@Named("average-top-k")
@Doc("The mean of the k worst examples.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mean_(i in S) loss(p_i, t_i), S = largest(k)",
    link = "softmax",
    use = "Hard-example mining within a batch, where most examples are easy.",
    tasks = {Task.MULTICLASS, Task.DETECTION},
    strengths = {Strength.EASY_EXAMPLES, Strength.IMBALANCE},
    paper = "Fan et al. 2017, arXiv:1705.08826")
public record AverageTopK(
    @Default("10") @Doc("The number of examples.") int k,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements BatchWrapper {
  /** Requires a number of 1 or more. */
  public AverageTopK {
    require(k >= 1, "k must be 1 or more, was %s", k);
  }

  /** Makes the mean of the ten worst cross-entropies. */
  public AverageTopK() {
    this(10, new CrossEntropy(0));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Examples examples = Examples.of(loss, prediction, target, counted);
    return examples.meanOfFirst(Tensor.scalar(k, prediction.dtype()), true);
  }
}
