package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requirePositive;
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
 * The variogram score of an ensemble of M vectors: {@code sum_ij (|t_i - t_j|^power - mean_k |p_ki
 * - p_kj|^power)^2} over all pairs of their elements.
 *
 * <p>Predictions are [N, M, D], targets [N, D], values [N]; memory is that of N M D D numbers. The
 * gradient of equal elements is 0. Scheuerer and Hamill, "Variogram-based proper scoring rules for
 * probabilistic forecasts of multivariate quantities", 2015.
 *
 * @param power the power of differences, above 0
 */
@Named("variogram-score")
@Doc("How well samples tell the differences between the parts of a vector.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "sum_ij (|t_i - t_j|^power - mean_k |p_ki - p_kj|^power)^2",
    shape = "N M D; N D -> N",
    traits = Trait.PROPER,
    use =
        "Correlations between the parts of a forecast matter. It does not see a shift of all parts: add energy-score.",
    tasks = {Task.INTERVALS, Task.GENERATION},
    strengths = Strength.CALIBRATION,
    paper = "Scheuerer and Hamill 2015, doi:10.1175/MWR-D-14-00269.1")
public record VariogramScore(@Default("0.5") @Doc("The power of differences.") double power)
    implements Loss<Tensor, Tensor> {
  /** Requires a positive power. */
  public VariogramScore {
    requirePositive(power, "power");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return differences(target).sub(differences(prediction).mean(1)).square().sum(1, 2);
  }

  private Tensor differences(Tensor vectors) {
    Tensor difference = vectors.unsqueeze(-1).sub(vectors.unsqueeze(-2)).abs();
    Tensor equal = difference.eq(0);
    return where(equal, 0, where(equal, 1, difference).pow(power));
  }
}
