package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

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
 * The symmetric cross-entropy: {@code alpha} times the cross-entropy, and {@code beta} times that
 * with target and prediction swapped, {@code -sum_c s_c log q_c}, where s is the softmax of p and
 * logarithms below {@code logZero}, that of 0 above all, are {@code logZero}.
 *
 * <p>For class indices the second term is {@code -logZero (1 - s_t)}. Predictions are any numbers
 * of shape [N, C, d1, ...], or [C] for one example; targets are class indices of shape [N, d1,
 * ...], or a distribution of the prediction's shape. Values have the prediction's shape without C.
 * Wang et al., "Symmetric cross entropy for robust learning with noisy labels", 2019.
 *
 * @param alpha the factor of the cross-entropy, 0 or more
 * @param beta the factor of the swapped one, 0 or more
 * @param logZero what stands for the logarithm of 0, below 0
 */
@Named("symmetric-cross-entropy")
@Doc("A cross-entropy of classes and the same with target and prediction swapped, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-alpha log(s_t) - beta logZero (1 - s_t), s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = {"alpha=1 beta=0 = cross-entropy", "alpha=0 beta=1 logZero=-2 = softmax-mae"},
    use = "For wrong labels, where generalized-cross-entropy learns too slowly.",
    tasks = Task.MULTICLASS,
    strengths = Strength.LABEL_NOISE,
    paper = "Wang et al. 2019, arXiv:1908.06112")
public record SymmetricCrossEntropy(
    @Default("0.1") @Doc("The factor of the cross-entropy.") double alpha,
    @Default("1.0") @Doc("The factor of the swapped one.") double beta,
    @Default("-4.0") @Doc("What stands for the logarithm of 0.") double logZero)
    implements ClassificationLoss {
  /** Requires factors of 0 or more and a logarithm below 0. */
  public SymmetricCrossEntropy {
    requireNonNegative(alpha, "alpha");
    requireNonNegative(beta, "beta");
    require(logZero < 0 && Double.isFinite(logZero), "logZero must be below 0, was %s", logZero);
  }

  /** Makes the loss with the factors 0.1 and 1 and a logarithm of -4. */
  public SymmetricCrossEntropy() {
    this(0.1, 1, -4);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = Classes.logShares(prediction);
    Tensor forward = Classes.ofTarget(log, target).mul(-alpha);
    if (ClassificationLoss.isIndices(target)) {
      return forward.add(Classes.ofTarget(log.expm1(), target).mul(beta * logZero));
    }
    Tensor logs =
        where(target.eq(0), logZero, where(target.eq(0), 1, target).log().maximum(logZero));
    int axis = ClassificationLoss.classAxis(prediction);
    return forward.sub(log.exp().mul(logs).sum(axis).mul(beta));
  }
}
