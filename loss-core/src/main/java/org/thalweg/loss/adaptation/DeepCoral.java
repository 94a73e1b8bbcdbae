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
 * The squared distance of the covariances of two domains, {@code |C_x - C_y|_F^2 / (4 D^2)}, with
 * covariances over n - 1.
 *
 * <p>Predictions are features, any numbers, of shape [N, D]; targets, bools or 0 and 1 of shape
 * [N], say which examples are of the target domain. There is one value for the batch, 0 where a
 * domain has fewer than two.
 *
 * <p>Source: Sun and Saenko, "Deep CORAL: correlation alignment for deep domain adaptation", 2016.
 */
@Named("deep-coral")
@Doc("The distance of the covariances of two domains.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "|C_x - C_y|^2 / (4 D^2)",
    target = Domain.FLAG,
    shape = "N D; N ->",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    reach = 1e60,
    use =
        "To align second moments of features between domains; simple, without settings. Add linear-mmd if means differ too.",
    tasks = {Task.ADAPTATION},
    paper = "Sun and Saenko 2016, arXiv:1607.01719")
public record DeepCoral() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor features, Tensor isTarget, Tensor counted) {
    Domains domains = Domains.of(isTarget, counted, features.dtype());
    Tensor gap =
        covariance(features, domains.source(), domains.sources())
            .sub(covariance(features, domains.target(), domains.targets()));
    return domains.orZero(gap.square().sum().div(4.0 * features.dim(1) * features.dim(1)), 2);
  }

  private static Tensor covariance(Tensor features, Tensor shares, Tensor count) {
    Tensor centred = features.sub(Domains.mean(features, shares));
    Tensor moments = centred.mul(shares.unsqueeze(-1)).t().matmul(centred);
    return moments.mul(count.div(count.sub(1).maximum(1)));
  }
}
