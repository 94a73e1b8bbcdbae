package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.requirePositive;

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
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * A loss whose values are cut off: {@code min(loss, cap)}. A value above the cap has a gradient of
 * 0, so that examples which the model cannot believe are let go. On the cross-entropy it is the
 * truncated loss whose cap is {@code -log k} for a least probability k.
 *
 * <p>Inputs and shapes are those of the wrapped loss.
 *
 * <p>Source: after Zhang and Sabuncu, "Generalized cross entropy loss for training deep neural
 * networks with noisy labels", 2018.
 *
 * @param cap the largest value, above 0
 * @param loss the loss that is cut off
 */
@Named("capped")
@Doc("A loss that no value makes larger than a cap.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "min(loss(p, t), cap)",
    link = "softmax",
    traits = {Trait.ROBUST},
    use =
        "Where some labels are plainly wrong; begin with the loss itself, and cap it after some epochs.",
    tasks = {Task.MULTICLASS},
    strengths = {Strength.LABEL_NOISE, Strength.OUTLIERS},
    paper = "Zhang and Sabuncu 2018, arXiv:1805.07836")
public record Capped(
    @Default("2.0") @Doc("The largest value.") double cap,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements ValueWrapper {
  /** Requires a cap above 0. */
  public Capped {
    requirePositive(cap, "cap");
  }

  /** Makes the capped cross-entropy. */
  public Capped() {
    this(2, new CrossEntropy(0));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return ValueWrapper.super.loss(prediction, target).minimum(cap);
  }
}
