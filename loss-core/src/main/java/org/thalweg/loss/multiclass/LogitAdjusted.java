package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;

import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of classes on logits that the classes' shares shift: of {@code p_c + tau log
 * pi_c}.
 *
 * <p>The model learns scores of balanced classes: its argmax makes the errors of all classes alike.
 * Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are class
 * indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C. Menon et al., "Long-tail learning via logit adjustment", 2021.
 *
 * @param tau how far shares shift logits, any finite number
 * @param priors the shares of the classes, or anything in proportion to them, above 0; none for
 *     equal shares
 */
@Named("logit-adjusted")
@Doc("A cross-entropy of classes that makes up for their shares, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "log(sum_c exp(p_c + tau log(pi_c))) - p_t - tau log(pi_t)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "= cross-entropy",
    use =
        "For rare classes that count as much as common ones. Better than class weights for models that fit the data well.",
    tasks = Task.MULTICLASS,
    strengths = Strength.IMBALANCE,
    paper = "Menon et al. 2021, arXiv:2007.07314")
public record LogitAdjusted(
    @Default("1.0") @Doc("How far shares shift logits.") double tau,
    @Default("") @Doc("The shares of the classes, or anything in proportion.") List<Double> priors)
    implements ClassificationLoss {
  /** Requires a finite tau and positive shares. */
  public LogitAdjusted {
    require(Double.isFinite(tau), "tau must be finite, was %s", tau);
    Classes.requirePositive(priors, "priors");
    priors = List.copyOf(priors);
  }

  /** Makes the loss of equal shares. */
  public LogitAdjusted() {
    this(1, List.of());
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor logits =
        priors.isEmpty()
            ? prediction
            : prediction.add(Classes.column(this, "priors", priors, prediction).log().mul(tau));
    return Classes.crossEntropy(logits, target);
  }
}
