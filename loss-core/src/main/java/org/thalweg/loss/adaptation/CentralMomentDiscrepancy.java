package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The sum of the distances of the means of two domains and of their central moments up to an order:
 * {@code |mean x - mean y| / span + sum_k |c_k(x) - c_k(y)| / span^k}, with Euclidean norms.
 *
 * <p>Predictions are features, any numbers, of shape [N, D]; targets, bools or 0 and 1 of shape
 * [N], say which examples are of the target domain. There is one value for the batch, 0 where a
 * domain has none. The gradient of a distance that is 0 is 0.
 *
 * <p>Source: Zellinger et al., "Central moment discrepancy (CMD) for domain-invariant
 * representation learning", 2017.
 *
 * @param moments the largest order, 1 or more
 * @param span the length of the interval that features lie in, such as 1 behind a sigmoid
 */
@Named("central-moment-discrepancy")
@Doc("The distances of the means and central moments of two domains.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "|mean x - mean y| / span + sum_k |c_k(x) - c_k(y)| / span^k",
    target = Domain.FLAG,
    shape = "N D; N ->",
    reach = 1e20,
    use = "Behind bounded activations, where it aligns more than two moments at little cost.",
    tasks = {Task.ADAPTATION},
    paper = "Zellinger et al. 2017, arXiv:1702.08811")
public record CentralMomentDiscrepancy(
    @Default("5") @Doc("The largest order.") int moments,
    @Default("1.0") @Doc("The length of the interval that features lie in.") double span)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires an order of 1 or more and a length above 0. */
  public CentralMomentDiscrepancy {
    require(moments >= 1, "moments must be 1 or more, was %s", moments);
    requirePositive(span, "span");
  }

  /** Makes the discrepancy of five moments. */
  public CentralMomentDiscrepancy() {
    this(5, 1);
  }

  @Override
  public Tensor loss(Tensor features, Tensor isTarget, Tensor counted) {
    Domains domains = Domains.of(isTarget, counted, features.dtype());
    Tensor source = features.sub(Domains.mean(features, domains.source()));
    Tensor target = features.sub(Domains.mean(features, domains.target()));
    Tensor first = Domains.mean(features, domains.source().sub(domains.target()));
    Tensor total = first.norm().div(span);
    for (int order = 2; order <= moments; order++) {
      Tensor gap =
          Domains.mean(source.pow(order), domains.source())
              .sub(Domains.mean(target.pow(order), domains.target()));
      total = total.add(gap.norm().div(Math.pow(span, order)));
    }
    return domains.orZero(total, 1);
  }
}
