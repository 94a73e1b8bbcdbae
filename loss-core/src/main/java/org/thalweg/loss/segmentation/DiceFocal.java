package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.requireNonNegative;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.MultiPart;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The sum of {@link Dice} and the mean focal loss of the pixels of an image, {@code (1 - q_t)^gamma
 * (-log q_t)}, each with a factor; with {@link ClassActivation#SIGMOID} the focal loss is that of
 * two classes for each channel.
 *
 * <p>Shapes are those of {@link RegionLoss}. The parts are {@code dice} and {@code focal}. Zhu et
 * al., "AnatomyNet", 2019.
 *
 * @param diceWeight the factor of the Dice loss, 0 or more
 * @param focalWeight the factor of the focal loss, 0 or more
 * @param gamma the exponent of the focal loss, 0 or more
 * @param smooth what is added above and below in the Dice loss, 0 or more
 * @param includeBackground whether the first of several classes counts in the Dice loss
 * @param activation how logits become shares
 */
@Named("dice-focal")
@Doc("The Dice loss and the focal loss of pixels, added.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "diceWeight dice(p, t) + focalWeight mean(-sum_c t_c (1 - q_c)^gamma log q_c)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    identities = {"gamma=0 = dice-cross-entropy", "focalWeight=0 = dice"},
    use = "As dice-cross-entropy, where most pixels are easy.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS, Strength.EASY_EXAMPLES},
    paper = "Zhu et al. 2019, arXiv:1808.05238")
public record DiceFocal(
    @Default("1.0") @Doc("The factor of the Dice loss.") double diceWeight,
    @Default("1.0") @Doc("The factor of the focal loss.") double focalWeight,
    @Default("2.0") @Doc("The exponent of the focal loss.") double gamma,
    @Default("1e-5") @Doc("What is added above and below in the Dice loss.") double smooth,
    @Default("true") @Doc("Whether the first of several classes counts in the Dice loss.")
        boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss, MultiPart<Tensor, Tensor> {
  /** Requires factors, an exponent and an addition of 0 or more. */
  public DiceFocal {
    requireNonNegative(diceWeight, "diceWeight");
    requireNonNegative(focalWeight, "focalWeight");
    requireNonNegative(gamma, "gamma");
    requireNonNegative(smooth, "smooth");
  }

  /** Makes the loss with equal factors. */
  public DiceFocal() {
    this(1, 1, 2, 1e-5, true, ClassActivation.SOFTMAX);
  }

  @Override
  public SequencedMap<String, Tensor> terms(Tensor prediction, Tensor target) {
    Dice dice = new Dice(smooth, false, includeBackground, activation);
    SequencedMap<String, Tensor> terms = new LinkedHashMap<>();
    terms.put("dice", dice.loss(prediction, target).mul(diceWeight));
    Tensor focal = PixelLosses.focal(this, prediction, target, gamma);
    terms.put("focal", focal.mul(focalWeight));
    return terms;
  }
}
