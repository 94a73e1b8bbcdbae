package org.thalweg.loss.composite;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The geometric mean of the losses of tasks, {@code exp(mean_k log L_k)}: the same whatever their
 * units.
 *
 * <p>Losses are above 0, of shape [..., K]; there is no target; values have shape [...].
 *
 * <p>Source: Chennupati et al., "MultiNet++: multi-stream feature aggregation and geometric loss
 * strategy for multi-task learning", 2019.
 */
@Named("geometric-mean")
@Doc("The geometric mean of the losses of tasks.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "exp(mean_k log(L_k))",
    prediction = Domain.POSITIVE,
    shape = "... K; -> ...",
    use = "For tasks of different units without weights to choose; all losses must stay above 0.",
    tasks = {Task.COMPOSITE},
    paper = "Chennupati et al. 2019, arXiv:1904.08492")
public record GeometricMean() implements Loss<Tensor, None> {
  @Override
  public Tensor loss(Tensor losses, None none) {
    return losses.log().mean(-1).exp();
  }
}
