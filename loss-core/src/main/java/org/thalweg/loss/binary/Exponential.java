package org.thalweg.loss.binary;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The exponential loss {@code exp(-t p)} of a score, which AdaBoost minimises.
 *
 * <p>Predictions are any numbers, targets are -1 and 1, in one shape, which the values have too.
 * Scores beyond 700 in float64, 85 in float32, on the wrong side overflow. Freund and Schapire, "A
 * decision-theoretic generalization of on-line learning and an application to boosting", 1997.
 */
@Named("exponential")
@Doc("The loss of AdaBoost, which grows exponentially on the wrong side.")
@LossCard(
    family = Family.BINARY,
    formula = "exp(-t p)",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    elicits = Functional.MODE,
    reach = 700,
    use = "For boosting on clean labels; a wrong label soon outweighs all else.",
    tasks = Task.BINARY,
    paper = "Freund and Schapire 1997, doi:10.1006/jcss.1997.1504")
public record Exponential() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return target.mul(prediction).neg().exp();
  }
}
