package org.thalweg.loss.adaptation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The energy distance of two domains, {@code 2 E|x - y| - E|x - x'| - E|y - y'|} with Euclidean
 * distances, over all pairs of the batch.
 *
 * <p>Predictions are features, any numbers, of shape [N, D]; targets, bools or 0 and 1 of shape
 * [N], say which examples are of the target domain. There is one value for the batch, 0 where a
 * domain has none. It is 0 or above, and 0 for equal distributions alone. The gradient of a
 * distance that is 0 is 0.
 *
 * <p>Source: Szekely and Rizzo, "Energy statistics: a class of statistics based on distances",
 * 2013.
 */
@Named("energy-distance")
@Doc("The energy distance of two domains.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "2 E|x - y| - E|x - x'| - E|y - y'|",
    target = Domain.FLAG,
    shape = "N D; N ->",
    use = "Compares whole distributions without a bandwidth to choose, unlike mmd.",
    tasks = {Task.ADAPTATION, Task.GENERATION},
    paper = "Szekely and Rizzo 2013")
public record EnergyDistance() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor features, Tensor isTarget, Tensor counted) {
    Domains domains = Domains.of(isTarget, counted, features.dtype());
    Tensor distances = Domains.differences(features).norm(2);
    Tensor gap = domains.source().sub(domains.target());
    return domains.orZero(Domains.pairs(distances, gap, gap).neg(), 1);
  }
}
