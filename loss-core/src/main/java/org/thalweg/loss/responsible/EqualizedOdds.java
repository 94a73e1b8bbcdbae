package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

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
 * The mean of a loss, plus {@code weight} times the variance over groups of the mean predicted
 * probability of yes, {@code sigmoid(p)}, among the examples whose target is yes (0.5 or more) and
 * among the others, the sum of both.
 *
 * <p>Predictions are logits of shape [N]; the target holds that of the wrapped loss and the groups,
 * any integers of shape [N]. There is one value for the batch, 0 for none; groups that a batch
 * lacks do not count.
 *
 * <p>Source: Hardt et al., "Equality of opportunity in supervised learning", 2016.
 *
 * @param weight the weight of the variances, 0 or more
 * @param positivesOnly whether only examples whose target is yes are compared: equality of
 *     opportunity
 * @param loss the loss of the examples
 */
@Named("equalized-odds")
@Doc("A loss, and how much true and false positive rates differ between groups.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mean loss(p, t) + weight sum_y var_g mean_(i in g, t_i = y) sigmoid(p_i)",
    link = "sigmoid",
    use = "Where groups may differ in what is true of them, but errors must fall on each alike.",
    tasks = {Task.BINARY},
    paper = "Hardt et al. 2016, arXiv:1610.02413")
public record EqualizedOdds(
    @Default("1.0") @Doc("The weight of the variances.") double weight,
    @Default("false") @Doc("Whether only examples whose target is yes are compared.")
        boolean positivesOnly,
    @Default("bce-logits") @Doc("The loss that it is added to.") Loss<Tensor, Tensor> loss)
    implements GroupedWrapper {
  /** Requires a weight of 0 or more. */
  public EqualizedOdds {
    requireNonNegative(weight, "weight");
  }

  /** Makes the loss on binary cross-entropies. */
  public EqualizedOdds() {
    this(1, false, new BceLogits(1));
  }

  @Override
  public Tensor loss(Tensor prediction, Grouped target, Tensor counted) {
    Examples examples = Examples.of(loss, prediction, target.target(), counted);
    Tensor yes = target.target().to(prediction.dtype()).ge(0.5);
    Tensor disparity = among(prediction, target, examples.counted().and(yes));
    if (!positivesOnly) {
      disparity = disparity.add(among(prediction, target, examples.counted().and(yes.not())));
    }
    return examples.mean().add(disparity.mul(weight));
  }

  private static Tensor among(Tensor prediction, Grouped target, Tensor counted) {
    return DemographicParity.disparity(prediction, target.groups(), counted);
  }

  @Override
  public void check(Tensor prediction, Grouped target) {
    GroupedWrapper.super.check(prediction, target);
    require(
        prediction.rank() == 1,
        "equalized-odds: the prediction is %s, should be of shape [N]",
        prediction.spec());
  }

  @Override
  public Optional<Signature> signature() {
    return Optional.of(Wrapped.ofExamples(loss));
  }
}
