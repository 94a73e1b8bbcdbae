package org.thalweg.loss.composite;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The sum of the losses of tasks, each weighed by the variance of its noise, which is learned:
 * {@code sum_k (exp(-s_k) L_k + s_k) / 2} with s the logarithms of variances. Where noise is large,
 * a task counts less, and {@code s_k} keeps it from growing without end; if {@code positive}, that
 * term is {@code log(1 + exp(s_k))}, so that the sum stays above 0.
 *
 * <p>Losses are any numbers of shape [..., K], logarithms of variances have shape [K] and should
 * start at 0; values have shape [...].
 *
 * <p>Source: Kendall et al., "Multi-task learning using uncertainty to weigh losses for scene
 * geometry and semantics", 2018; Liebel and Koerner, "Auxiliary tasks in multi-task learning",
 * 2018.
 *
 * @param positive whether the sum stays above 0
 */
@Named("uncertainty-weighting")
@Doc("A sum of the losses of tasks, weighed by noise that is learned.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "sum_k (exp(-s_k) L_k + s_k) / 2",
    shape = "... K, K; -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    reach = 700,
    use =
        "To find the weights of tasks whose losses have different units, with one more parameter for each.",
    tasks = {Task.COMPOSITE},
    strengths = {Strength.VARYING_NOISE},
    paper = "Kendall et al. 2018, arXiv:1705.07115")
public record UncertaintyWeighting(
    @Default("false") @Doc("Whether the sum stays above 0.") boolean positive)
    implements Loss<TaskLosses, None> {
  @Override
  public Tensor loss(TaskLosses tasks, None none) {
    Tensor logs = tasks.logVariances();
    Tensor each = tasks.losses().mul(logs.neg().exp()).add(positive ? logs.softplus() : logs);
    return each.sum(-1).mul(0.5);
  }
}
