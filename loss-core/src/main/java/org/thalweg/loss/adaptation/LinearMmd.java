package org.thalweg.loss.adaptation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared distance of the means of two domains, {@code |mean x - mean y|^2}: the maximum mean
 * discrepancy of a linear kernel.
 *
 * <p>Predictions are features, any numbers, of shape [N, D]; targets, bools or 0 and 1 of shape
 * [N], say which examples are of the target domain. There is one value for the batch, 0 where a
 * domain has none.
 *
 * <p>Source: Gretton et al., "A kernel two-sample test", 2012.
 */
@Named("linear-mmd")
@Doc("The squared distance of the means of two domains.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "|mean x - mean y|^2",
    target = Domain.FLAG,
    shape = "N D; N ->",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "A cheap first try in place of mmd; it sees the means alone.",
    tasks = {Task.ADAPTATION},
    paper = "Gretton et al. 2012")
public record LinearMmd() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor features, Tensor isTarget, Tensor counted) {
    Domains domains = Domains.of(isTarget, counted, features.dtype());
    Tensor gap = Domains.mean(features, domains.source().sub(domains.target()));
    return domains.orZero(gap.square().sum(), 1);
  }
}
