package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The mean over groups of their mean losses, plus {@code weight} times the squared derivative of
 * each by a common factor of the predictions: {@code mean_g (L_g(p) + weight (dL_g(w p)/dw)^2)} at
 * w = 1.
 *
 * <p>The target holds that of the wrapped loss and the groups, any integers of shape [N]; several
 * values of an example count as their mean. There is one value for the batch, 0 for none; groups
 * that a batch lacks do not count.
 *
 * <p>Source: Arjovsky et al., "Invariant risk minimization", 2019 (IRMv1).
 *
 * @param weight the weight of the derivatives, 0 or more
 * @param loss the loss of the examples, on logits or other numbers that can be scaled
 */
@Named("irm")
@Doc("The mean loss of groups, and how much each would scale the prediction.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mean_g (L_g(p) + weight (dL_g(w p)/dw)^2) at w = 1",
    link = "softmax",
    use =
        "To find what predicts alike in all environments of training; raise the weight after some epochs.",
    tasks = {Task.MULTICLASS},
    paper = "Arjovsky et al. 2019, arXiv:1907.02893")
public record Irm(
    @Default("1.0") @Doc("The weight of the derivatives.") double weight,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements GroupedWrapper {
  /** Requires a weight of 0 or more. */
  public Irm {
    requireNonNegative(weight, "weight");
  }

  /** Makes the loss on cross-entropies. */
  public Irm() {
    this(1, new CrossEntropy(0));
  }

  @Override
  public Tensor loss(Tensor prediction, Grouped target, Tensor counted) {
    Examples examples = Examples.of(loss, prediction, target.target(), counted);
    Groups groups = Groups.of(target.groups(), examples.counted(), prediction.dtype());
    Tensor one = Tensor.scalar(1, prediction.dtype());
    Tensor slopes =
        Grad.jvp(
            factor -> Examples.of(loss, prediction.mul(factor), target.target(), counted).values(),
            one,
            one);
    Tensor penalty = groups.means(slopes).square().mul(weight);
    return groups.mean(groups.means(examples.values()).add(penalty));
  }
}
