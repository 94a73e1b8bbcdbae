package org.thalweg.loss.adaptation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of a domain classifier's prediction with the uniform distribution, {@code
 * log(sum_c exp(p_c)) - mean_c p_c}: least where it cannot tell domains apart.
 *
 * <p>Predictions are logits of shape [N, C] over C domains; there is no target; values have shape
 * [N]. It trains the features; the classifier itself has its own cross-entropy.
 *
 * <p>Source: Tzeng et al., "Simultaneous deep transfer across domains and tasks", 2015.
 */
@Named("domain-confusion")
@Doc("The cross-entropy of a classifier of domains with all domains alike.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "log(sum_c exp(p_c)) - mean_c p_c",
    shape = "N C; -> N",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "In place of gradient reversal where that makes gradients vanish or oscillate.",
    tasks = {Task.ADAPTATION},
    paper = "Tzeng et al. 2015, arXiv:1510.02192")
public record DomainConfusion() implements Loss<Tensor, None> {
  @Override
  public Tensor loss(Tensor prediction, None none) {
    return prediction.logSoftmax(1).mean(1).neg();
  }
}
