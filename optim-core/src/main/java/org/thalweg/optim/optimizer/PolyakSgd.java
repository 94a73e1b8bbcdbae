package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.range.Ranges;
import org.thalweg.optim.transform.ScaleByPolyak;

/**
 * Gradient descent with the step that would take a linear loss to its least value; see {@link
 * org.thalweg.optim.transform.ScaleByPolyak}.
 *
 * <p>Optax's polyak_sgd, whose f_min is {@code minimum} and variant sps+ {@code positive}. Loizou
 * et al. 2021, arXiv:2002.10542.
 *
 * @param maxLearningRate the longest step per unit of slope, above 0
 * @param scaling the factor of gradients, 0 or more
 * @param minimum the least value of the loss, finite
 * @param epsilon what is added to the squared length of the gradient, 0 or more
 * @param positive whether a loss below its least value gives no step rather than one uphill
 */
@Named("polyak-sgd")
@Doc("Gradient descent with Polyak's step.")
@OptimizerCard(
    family = OptimizerFamily.PARAMETER_FREE,
    rule =
        "g = scaling g; p = p - min((loss - minimum) / (|g|^2 + epsilon), " + "maxLearningRate) g",
    needs = OptimizerCard.Need.LOSS,
    use = "Models that fit their data exactly, so that the least loss is known.",
    paper = "Polyak 1987; Loizou et al. 2021, arXiv:2002.10542")
public record PolyakSgd(
    @Default("1.0") @Doc("The longest step per unit of slope.") double maxLearningRate,
    @Default("1.0") @Doc("The factor of gradients.") Schedule scaling,
    @Default("0.0") @Doc("The least value of the loss.") double minimum,
    @Default("0.0") @Doc("What is added to the squared length of the gradient.") double epsilon,
    @Default("false") @Doc("Whether a loss below its least value gives no step.") boolean positive)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public PolyakSgd {
    requirePositive(maxLearningRate, "maxLearningRate");
    Ranges.requireNonNegative(scaling, "scaling");
    require(Double.isFinite(minimum), "minimum must be finite, was %s", minimum);
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        scaleByLearningRate(scaling),
        new ScaleByPolyak(maxLearningRate, minimum, epsilon, positive));
  }
}
