package org.thalweg.loss.regression;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireBetween;
import static org.thalweg.api.Checks.requireNonNegative;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Axes;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The sum of the pinball losses of several quantiles of one target, and of how far each is above
 * the next.
 *
 * <p>Predictions are any numbers of shape [..., K], a quantile each, from low to high; targets and
 * values are of shape [...]. Gradients at kinks are 0. Without the second part quantiles may cross,
 * which no distribution allows. The error names K if the prediction has another number of
 * quantiles.
 *
 * @see Pinball
 * @param quantiles the shares of targets that should be below each prediction, between 0 and 1,
 *     ascending
 * @param crossing the factor of how far quantiles cross, 0 or more
 */
@Named("multi-quantile")
@Doc("Pinball losses of several quantiles, which should not cross.")
@LossCard(
    family = Family.REGRESSION,
    formula = "sum_k pinball(quantile_k, p_k, t) + crossing sum_k max(0, p_k - p_(k+1))",
    shape = "... K; ... -> ...",
    traits = {Trait.CONVEX, Trait.ROBUST, Trait.PROPER},
    elicits = Functional.QUANTILE,
    use = "Several quantiles of one model at once, such as a median with an interval around it.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {Strength.ASYMMETRIC_COST, Strength.HEAVY_TAILS, Strength.VARYING_NOISE})
public record MultiQuantile(
    @Default("[0.1, 0.5, 0.9]") @Doc("The shares of targets below each prediction, ascending.")
        List<Double> quantiles,
    @Default("1.0") @Doc("The factor of how far quantiles cross.") double crossing)
    implements Loss<Tensor, Tensor> {
  /** Requires ascending quantiles between 0 and 1, and a crossing of 0 or more. */
  public MultiQuantile {
    requireNonNegative(crossing, "crossing");
    require(!quantiles.isEmpty(), "quantiles must name at least one");
    double last = 0;
    for (double quantile : quantiles) {
      requireBetween(last, quantile, 1, "quantiles, ascending:");
      last = quantile;
    }
    quantiles = List.copyOf(quantiles);
  }

  /** Makes the loss with the defaults. */
  public MultiQuantile() {
    this(List.of(0.1, 0.5, 0.9), 1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor levels =
        Tensor.of(quantiles.stream().mapToDouble(q -> q).toArray()).to(prediction.dtype());
    Tensor error = prediction.sub(target.unsqueeze(-1));
    Tensor pinball = error.relu().mul(levels.rsub(1)).add(error.neg().relu().mul(levels));
    int last = quantiles.size() - 1;
    Tensor drops = prediction.slice(-1, 0, last).sub(prediction.slice(-1, 1, last + 1)).relu();
    return pinball.sum(-1).add(drops.sum(-1).mul(crossing));
  }

  @Override
  public Optional<Signature> signature() {
    Axes rows = new Axes(List.of("..."));
    Axes each = new Axes(List.of("...", Integer.toString(quantiles.size())));
    return Optional.of(
        new Signature(
            List.of(new Signature.Input("the prediction", each, Domain.REAL, "C")),
            List.of(new Signature.Input("the target", rows, Domain.REAL, "C")),
            rows));
  }
}
