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
 * The bi-tempered logistic loss: {@code sum_c(q_c (log1 q_c - log1 s_c) - (q_c^(2 - t1) - s_c^(2 -
 * t1)) / (2 - t1))}, where {@code log1 x = (x^(1 - t1) - 1) / (1 - t1)} and the probabilities are
 * {@code s_c = (1 + (t2 - 1) (tau - p_c))^(-1 / (t2 - 1))}, with a tau by which they sum to 1.
 *
 * <p>A t1 below 1 bounds the loss, a t2 above 1 gives the probabilities a heavy tail. Predictions
 * are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are class indices of
 * shape [N, d1, ...], or a distribution of the prediction's shape. Values have the prediction's
 * shape without C. Tau is found by Newton's method, which comes nearer from one side, and
 * differentiated implicitly. Amid et al., "Robust bi-tempered logistic loss based on Bregman
 * divergences", 2019.
 *
 * @param t1 how far the loss is bounded, from 0 to 1, where it is not
 * @param t2 how heavy the tail of the probabilities is, 1 (softmax) or more
 */
@Named("bi-tempered")
@Doc("A cross-entropy of classes with a bounded loss and heavy-tailed probabilities, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula =
        "(1 - s_t^(1-t1))/(1-t1) - (1 - sum_c s_c^(2-t1))/(2-t1), s_c = (1 + (t2-1) (tau - p_c))^(-1/(t2-1)), sum_c s_c = 1",
    target = Domain.CLASS_INDEX,
    link = "tempered softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "t1=1 t2=1 = cross-entropy",
    use =
        "For wrong labels: a small t1 against examples far on the wrong side, a large t2 against those near the border.",
    tasks = Task.MULTICLASS,
    strengths = {Strength.LABEL_NOISE, Strength.OUTLIERS},
    paper = "Amid et al. 2019, arXiv:1906.03361")
public record BiTempered(
    @Default("0.8") @Doc("How far the loss is bounded, from 0 to 1.") double t1,
    @Default("1.2") @Doc("How heavy the tail of the probabilities is, 1 or more.") double t2)
    implements ClassificationLoss {
  private static final int STEPS = 60;

  /** Requires a t1 from 0 to 1 and a t2 of 1 or more. */
  public BiTempered {
    require(0 <= t1 && t1 <= 1, "t1 must lie between 0 and 1, was %s", t1);
    require(1 <= t2 && Double.isFinite(t2), "t2 must be 1 or more, was %s", t2);
  }

  /** Makes the loss with temperatures of 0.8 and 1.2. */
  public BiTempered() {
    this(0.8, 1.2);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    double high = 2 - t1;
    Tensor log = logShares(prediction, axis);
    Tensor distance = Classes.ofTarget(tempered(log), target).neg();
    if (ClassificationLoss.isIndices(target)) {
      Tensor own = ClassificationLoss.isLabel(prediction, target);
      Tensor powers = where(own, log.mul(high).expm1(), log.mul(high).exp());
      return distance.add(powers.sum(axis).div(high));
    }
    Tensor logTarget = where(target.eq(0), 1, target).log();
    Tensor powers = log.mul(high).exp().sub(Powers.nonNegative(target, high));
    return distance.add(target.mul(tempered(logTarget)).add(powers.div(high)).sum(axis));
  }

  /** Returns the tempered logarithm of numbers by their logarithm. */
  private Tensor tempered(Tensor log) {
    return t1 == 1 ? log : log.mul(1 - t1).expm1().div(1 - t1);
  }

  private Tensor logShares(Tensor prediction, int axis) {
    if (t2 == 1) {
      return Classes.logShares(prediction);
    }
    Tensor z = prediction.sub(prediction.maxKeep(axis).stopGradient());
    Tensor fixed = z.stopGradient();
    Tensor least = Tensors.zerosLike(z.sumKeep(axis));
    Tensor tau =
        Loops.scan(
                least,
                arange(STEPS, DType.INT32),
                (level, step) -> new Stepped<>(nearer(fixed, level, axis), step))
            .state();
    return logShares(z, nearer(z, nearer(z, tau.stopGradient(), axis), axis));
  }

  private Tensor logShares(Tensor z, Tensor tau) {
    return tau.sub(z).mul(t2 - 1).log1p().div(1 - t2);
  }

  /** Returns tau after a step of Newton's method. */
  private Tensor nearer(Tensor z, Tensor tau, int axis) {
    Tensor log = logShares(z, tau);
    Tensor excess = log.exp().sumKeep(axis).sub(1);
    return tau.add(excess.div(log.mul(t2).exp().sumKeep(axis)));
  }
}
