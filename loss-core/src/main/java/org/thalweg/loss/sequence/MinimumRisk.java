package org.thalweg.loss.sequence;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The risk to be expected of some hypotheses: {@code sum_k softmax(sharpness p)_k t_k}.
 *
 * <p>Predictions are log-probabilities or scores of hypotheses [..., K], such as the K best of a
 * beam; targets are their risks, such as errors of words (MWER) or one less BLEU. Values have the
 * shape without K and the unit of the risk. Any number may be taken off the risks of a row, as
 * their mean often is: the gradient stays. Shen et al., "Minimum risk training for neural machine
 * translation", 2016; Prabhavalkar et al., "Minimum word error rate training", 2018.
 *
 * @param sharpness the factor of scores, above 0; large ones prefer the best hypothesis
 */
@Named("minimum-risk")
@Doc("The risk to be expected of some hypotheses, by their probability among each other.")
@LossCard(
    family = Family.SEQUENCE,
    formula = "sum_k softmax(sharpness p)_k t_k",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Fine-tuning of speech recognition or translation for the metric that is reported.",
    tasks = {Task.SEQUENCE},
    strengths = {Strength.UNEQUAL_COST},
    paper = "Shen et al. 2016, arXiv:1512.02433")
public record MinimumRisk(@Default("1.0") @Doc("The factor of scores.") double sharpness)
    implements RowwiseLoss {
  /** Requires a positive sharpness. */
  public MinimumRisk {
    requirePositive(sharpness, "sharpness");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.mul(sharpness).softmax(-1).mul(target).sum(-1);
  }
}
