package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The continuous ranked probability score of an ensemble of M members: {@code mean_i |p_i - t| -
 * mean_ij |p_i - p_j| / 2}.
 *
 * <p>Predictions are [..., M], targets and values [...]. Pairs are not formed: members are sorted,
 * so the cost is M log M. The fair form leaves the pairs of a member with itself out of the mean,
 * so that the score of few members is that of many on average. At the target a member's gradient is
 * that of the spread alone; equal members count as sorted in their order. Gneiting and Raftery,
 * "Strictly proper scoring rules, prediction, and estimation", 2007.
 *
 * @param fair whether pairs of a member with itself are left out
 */
@Named("crps-ensemble")
@Doc("How far an ensemble of predictions is from what came to pass.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "mean_i |p_i - t| - sum_(i<j) |p_i - p_j|/m^2",
    shape = "... M; ... -> ...",
    traits = {Trait.PROPER, Trait.ROBUST},
    use =
        "Ensembles and samples of generators, of any distribution; fair where the ensemble is small.",
    tasks = {Task.REGRESSION, Task.INTERVALS, Task.GENERATION},
    strengths = {Strength.VARYING_NOISE, Strength.CALIBRATION, Strength.HEAVY_TAILS},
    paper = "Gneiting and Raftery 2007, doi:10.1198/016214506000001437")
public record CrpsEnsemble(
    @Default("false") @Doc("Whether pairs of a member with itself are left out.") boolean fair)
    implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    long members = prediction.dim(-1);
    Tensor error = prediction.sub(target.unsqueeze(-1));
    Tensor rank = Tensors.arange(members, error.dtype()).mul(2).sub((double) (members - 1));
    double pairs = (double) members * (fair ? members - 1 : members);
    Tensor spread = members == 1 ? rank.mul(0) : rank.mul(1 / pairs);
    return error.abs().mean(-1).sub(error.sort(-1, false).mul(spread).sum(-1));
  }
}
