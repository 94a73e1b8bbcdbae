package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The mean over groups of their mean losses, plus {@code weight} times the variance of those over
 * groups: {@code mean_g L_g + weight var_g L_g}.
 *
 * <p>The target holds that of the wrapped loss and the groups, any integers of shape [N]; several
 * values of an example count as their mean. There is one value for the batch, 0 for none; groups
 * that a batch lacks do not count.
 *
 * <p>Source: Krueger et al., "Out-of-distribution generalization via risk extrapolation (REx)",
 * 2021.
 *
 * @param weight the weight of the variance, 0 or more
 * @param loss the loss of the examples
 */
@Named("v-rex")
@Doc("The mean loss of groups, and the variance of it over groups.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mean_g L_g + weight var_g L_g",
    link = "softmax",
    use = "To generalize beyond the environments of training; raise the weight after some epochs.",
    tasks = {Task.MULTICLASS},
    paper = "Krueger et al. 2021, arXiv:2003.00688")
public record VRex(
    @Default("10.0") @Doc("The weight of the variance.") double weight,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements GroupedWrapper {
  /** Requires a weight of 0 or more. */
  public VRex {
    requireNonNegative(weight, "weight");
  }

  /** Makes the loss on cross-entropies. */
  public VRex() {
    this(10, new CrossEntropy(0));
  }

  @Override
  public Tensor loss(Tensor prediction, Grouped target, Tensor counted) {
    Examples examples = Examples.of(loss, prediction, target.target(), counted);
    Groups groups = Groups.of(target.groups(), examples.counted(), prediction.dtype());
    Tensor risks = groups.means(examples.values());
    return groups.mean(risks).add(groups.variance(risks).mul(weight));
  }
}
