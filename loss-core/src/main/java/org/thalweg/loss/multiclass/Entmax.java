package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Powers;

/**
 * The entmax loss, between cross-entropy and sparsemax: {@code sum_c(max(0, r_c)^(n + 1) / alpha -
 * n q_c r_c + n q_c^alpha / alpha)} with {@code n = 1 / (alpha - 1)} and {@code r = (alpha - 1) p -
 * tau}, where tau is such that the probabilities {@code max(0, r_c)^n} sum to 1.
 *
 * <p>The gradient is probabilities less target. Predictions are any numbers of shape [N, C, d1,
 * ...], or [C] for one example; targets are class indices of shape [N, d1, ...], or a distribution
 * of the prediction's shape. Values have the prediction's shape without C. The threshold is found
 * by Newton's method, which comes nearer from one side, and differentiated implicitly. Peters,
 * Niculae and Martins, "Sparse sequence-to-sequence models", 2019.
 *
 * @param alpha how sparse the probabilities are, above 1 and up to 2
 */
@Named("entmax")
@Doc("A loss of classes whose probabilities may become exactly zero, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula =
        "sum_c (max(0, r_c)^(n+1)/alpha - n q_c r_c + n q_c^alpha/alpha), r_c = (alpha-1) p_c - tau, sum_c max(0, r_c)^n = 1, n = 1/(alpha-1)",
    target = Domain.CLASS_INDEX,
    link = "entmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    identities = "alpha=2 = sparsemax",
    use = "As sparsemax, with a gentler slope: 1.5 does well for words in translation.",
    tasks = {Task.MULTICLASS, Task.SEQUENCE},
    strengths = {Strength.EASY_EXAMPLES, Strength.MANY_CLASSES},
    paper = "Peters et al. 2019, arXiv:1905.05702")
public record Entmax(
    @Default("1.5") @Doc("How sparse the probabilities are, from 1 to 2.") double alpha)
    implements ClassificationLoss {
  private static final int STEPS = 60;

  /** Requires an alpha above 1, by 0.01 at least, and up to 2. */
  public Entmax {
    require(1.01 <= alpha && alpha <= 2, "alpha must lie between 1.01 and 2, was %s", alpha);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    double n = 1 / (alpha - 1);
    Tensor z = prediction.sub(prediction.maxKeep(axis).stopGradient()).mul(alpha - 1);
    Tensor near = z.maximum(-1).stopGradient();
    Tensor least = Tensors.fullLike(near.sumKeep(axis), -1);
    Tensor threshold =
        Loops.scan(
                least,
                arange(STEPS, DType.INT32),
                (tau, step) -> new Stepped<>(nearer(near, tau, axis), step))
            .state();
    Tensor r = z.sub(nearer(z, threshold.stopGradient(), axis));
    Tensor q = Classes.shares(prediction, target);
    Tensor own = Powers.nonNegative(q, alpha).mul(n / alpha).sub(q.mul(r).mul(n));
    return Powers.nonNegative(r.relu(), n + 1).div(alpha).add(own).sum(axis);
  }

  /**
   * Returns the threshold after a step of Newton's method; the slope is constant to the gradient.
   */
  private Tensor nearer(Tensor z, Tensor threshold, int axis) {
    double n = 1 / (alpha - 1);
    Tensor r = z.sub(threshold).relu();
    Tensor slope = where(r.gt(0), Powers.nonNegative(r, n - 1), 0).sumKeep(axis).mul(n);
    Tensor excess = Powers.nonNegative(r, n).sumKeep(axis).sub(1);
    return threshold.add(excess.div(slope.stopGradient()));
  }
}
