package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The logarithm of the hyperbolic cosine of {@link Dice}, which flattens it near 0. Jadon, "A
 * survey of loss functions for semantic segmentation", 2020.
 *
 * <p>Shapes are those of {@link RegionLoss}.
 *
 * @param smooth what is added above and below, 0 or more
 * @param includeBackground whether the first of several classes counts
 * @param activation how logits become shares
 */
@Named("log-cosh-dice")
@Doc("The logarithm of the hyperbolic cosine of the Dice loss.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "log(cosh(dice))",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "As dice, where its gradient is too restless near a good fit.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS, Strength.SMOOTHNESS},
    paper = "Jadon 2020, arXiv:2006.14822")
public record LogCoshDice(
    @Default("1e-5") @Doc("What is added above and below.") double smooth,
    @Default("true") @Doc("Whether the first of several classes counts.") boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss {
  /** Requires an addition of 0 or more. */
  public LogCoshDice {
    requireNonNegative(smooth, "smooth");
  }

  /** Makes the loss of classes that exclude each other. */
  public LogCoshDice() {
    this(1e-5, true, ClassActivation.SOFTMAX);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor dice = new Dice(smooth, false, includeBackground, activation).loss(prediction, target);
    Tensor half = dice.mul(0.5); // log cosh x = log(1 + 2 sinh(x / 2)^2), exact near 0
    return half.sinh().square().mul(2).log1p();
  }
}
