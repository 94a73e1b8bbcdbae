package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * Proxy-NCA: {@code -log} of the share that the prototype of its class has of a vector's
 * neighbourhood, in which one at distance d has the weight {@code exp(-s d^2)}, on vectors of
 * length 1.
 *
 * <p>Predictions are vectors [N, D] and prototypes [C, D], targets class indices [N], values [N].
 * Movshovitz-Attias et al., "No fuss distance metric learning using proxies", 2017, whose sum is
 * over the prototypes of other classes alone; with all in it, as by default, the loss is never
 * negative.
 *
 * @param scale the factor s of squared distances, above 0
 * @param othersOnly whether the neighbourhood is without the own prototype
 */
@Named("proxy-nca")
@Doc("How little of the neighbourhood of a vector the prototype of its class has.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "-log(exp(-scale d(x, c_t)^2) / sum_c exp(-scale d(x, c)^2))",
    target = Domain.CLASS_INDEX,
    shape = "N D, C D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "Metric learning with class labels, without choosing pairs.",
    tasks = Task.EMBEDDING,
    strengths = Strength.MANY_CLASSES,
    identities = "scale=10 = normalized-softmax",
    paper = "Movshovitz-Attias et al. 2017, arXiv:1703.07464")
public record ProxyNca(
    @Default("1.0") @Doc("The factor of squared distances.") double scale,
    @Default("false") @Doc("Whether the neighbourhood is without the own prototype.")
        boolean othersOnly)
    implements Loss<Prototypes, Tensor> {
  /** Requires a positive scale. */
  public ProxyNca {
    requirePositive(scale, "scale");
  }

  /** Makes the loss with a scale of 1. */
  public ProxyNca() {
    this(1, false);
  }

  @Override
  public Tensor loss(Prototypes prediction, Tensor target) {
    Tensor cosines = Vectors.cosines(prediction.embedding(), prediction.prototypes());
    Tensor logits = cosines.mul(2 * scale); // -s d^2, but for a constant
    Tensor own = ClassificationLoss.isLabel(logits, target);
    return othersOnly
        ? Pairs.logSumExp(logits, own.not()).sub(Pairs.sum(logits, own))
        : new CrossEntropy(0).loss(logits, target);
  }
}
