package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * What keeps predictions certain each and diverse together: the mean of the entropies of the
 * predicted classes, less {@code diversity} times the entropy of the mean prediction.
 *
 * <p>Predictions are logits, any numbers, of shape [N, C]; there is no target; there is one value
 * for the batch, 0 for none. With a diversity of 1 it is the mutual information of example and
 * class, negated.
 *
 * <p>Source: Krause et al., "Discriminative clustering by regularized information maximization",
 * 2010; Liang et al., "Do we really need to access the source data?", 2020.
 *
 * @param diversity the factor of the entropy of the mean
 */
@Named("information-maximization")
@Doc("The mean entropy of predictions, less the entropy of their mean.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "mean_i H(softmax(p_i)) - diversity H(mean_i softmax(p_i))",
    shape = "N C; ->",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "For adaptation without source data and for clustering: entropy-minimization alone may put all examples into one class.",
    tasks = {Task.ADAPTATION},
    strengths = {Strength.FEW_LABELS},
    paper = "Liang et al. 2020, arXiv:2002.08546")
public record InformationMaximization(
    @Default("1.0") @Doc("The factor of the entropy of the mean.") double diversity)
    implements BatchLoss<Tensor, None> {
  /** Requires a factor of 0 or more. */
  public InformationMaximization {
    requireNonNegative(diversity, "diversity");
  }

  @Override
  public Tensor loss(Tensor prediction, None none, Tensor counted) {
    Tensor each = counted.to(prediction.dtype());
    Tensor share = each.div(each.sum().maximum(1)).unsqueeze(-1);
    Tensor logarithms = prediction.logSoftmax(1);
    Tensor mean = logarithms.exp().mul(share).sum(0);
    Tensor some = mean.gt(0);
    Tensor diverse = where(some, mean, 1).log().mul(mean).sum();
    return diverse.mul(diversity).sub(logarithms.exp().mul(logarithms).mul(share).sum());
  }
}
