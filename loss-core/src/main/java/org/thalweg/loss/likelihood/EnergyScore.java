package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requireBetween;
import static org.thalweg.api.tensor.Tensors.where;

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

/**
 * The energy score of an ensemble of M vectors: {@code mean_i |p_i - t|^beta - mean_ij |p_i -
 * p_j|^beta / 2}, with Euclidean lengths.
 *
 * <p>Predictions are [N, M, D], targets [N, D], values [N]; memory is that of N M M D numbers. The
 * gradient of a length of 0 is 0. For vectors of one element and a beta of 1 it is {@link
 * CrpsEnsemble}. Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation",
 * 2007.
 *
 * @param beta the power of lengths, above 0 and below 2
 */
@Named("energy-score")
@Doc("The ranked probability score of vectors.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "mean_i norm(p_i - t)^beta - mean_ij norm(p_i - p_j)^beta/2",
    shape = "N M D; N D -> N",
    traits = {Trait.PROPER, Trait.ROBUST},
    use =
        "Forecasts of several numbers together, as samples. It sees errors of means and spreads better than of correlations.",
    tasks = {Task.INTERVALS, Task.GENERATION},
    strengths = {Strength.CALIBRATION, Strength.VARYING_NOISE},
    paper = "Gneiting and Raftery 2007, doi:10.1198/016214506000001437")
public record EnergyScore(@Default("1.0") @Doc("The power of lengths.") double beta)
    implements Loss<Tensor, Tensor> {
  /** Requires a beta between 0 and 2. */
  public EnergyScore {
    requireBetween(0, beta, 2, "beta");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor misses = length(prediction.sub(target.unsqueeze(1)));
    Tensor spread = length(prediction.unsqueeze(1).sub(prediction.unsqueeze(2)));
    return misses.mean(1).sub(spread.mean(1, 2).mul(0.5));
  }

  private Tensor length(Tensor vectors) {
    Tensor length = vectors.norm(-1);
    Tensor zero = length.eq(0);
    return beta == 1 ? length : where(zero, 0, where(zero, 1, length).pow(beta));
  }
}
