package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;

/**
 * The mean of a loss, plus {@code weight} times the variance over groups of their mean predicted
 * probability of yes, {@code sigmoid(p)}.
 *
 * <p>Predictions are logits of shape [N]; the target holds that of the wrapped loss and the groups,
 * any integers of shape [N]. There is one value for the batch, 0 for none; groups that a batch
 * lacks do not count.
 *
 * <p>Source: after Zafar et al., "Fairness constraints: mechanisms for fair classification", 2017.
 *
 * @param weight the weight of the variance, 0 or more
 * @param loss the loss of the examples
 */
@Named("demographic-parity")
@Doc("A loss, and how much the rate of yes differs between groups.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mean loss(p, t) + weight var_g mean_(i in g) sigmoid(p_i)",
    link = "sigmoid",
    use = "Where each group must get yes at the same rate, whatever the labels say.",
    tasks = {Task.BINARY},
    paper = "Zafar et al. 2017, arXiv:1507.05259")
public record DemographicParity(
    @Default("1.0") @Doc("The weight of the variance.") double weight,
    @Default("bce-logits") @Doc("The loss that it is added to.") Loss<Tensor, Tensor> loss)
    implements GroupedWrapper {
  /** Requires a weight of 0 or more. */
  public DemographicParity {
    requireNonNegative(weight, "weight");
  }

  /** Makes the loss on binary cross-entropies. */
  public DemographicParity() {
    this(1, new BceLogits(1));
  }

  @Override
  public Tensor loss(Tensor prediction, Grouped target, Tensor counted) {
    Examples examples = Examples.of(loss, prediction, target.target(), counted);
    return examples
        .mean()
        .add(disparity(prediction, target.groups(), examples.counted()).mul(weight));
  }

  /** Returns the variance over groups of the mean probability of the examples that count. */
  static Tensor disparity(Tensor logits, Tensor labels, Tensor counted) {
    Groups groups = Groups.of(labels, counted, logits.dtype());
    return groups.variance(groups.means(where(counted, logits, 0).sigmoid()));
  }

  @Override
  public void check(Tensor prediction, Grouped target) {
    GroupedWrapper.super.check(prediction, target);
    require(
        prediction.rank() == 1,
        "demographic-parity: the prediction is %s, should be of shape [N]",
        prediction.spec());
  }

  @Override
  public Optional<Signature> signature() {
    return Optional.of(Wrapped.ofExamples(loss));
  }
}
