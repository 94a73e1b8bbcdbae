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
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The sum of {@link Dice} and the mean cross-entropy of the pixels of an image, each with a factor;
 * with {@link ClassActivation#SIGMOID} the cross-entropy is that of two classes for each channel.
 *
 * <p>Shapes are those of {@link RegionLoss}. The parts are {@code dice} and {@code cross-entropy}.
 * Isensee et al., "nnU-Net", 2021.
 *
 * @param diceWeight the factor of the Dice loss, 0 or more
 * @param crossEntropyWeight the factor of the cross-entropy, 0 or more
 * @param smooth what is added above and below in the Dice loss, 0 or more
 * @param includeBackground whether the first of several classes counts in the Dice loss
 * @param activation how logits become shares
 */
@Named("dice-cross-entropy")
@Doc("The Dice loss and the cross-entropy of pixels, added.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "diceWeight dice(p, t) + crossEntropyWeight mean(-sum_c t_c log q_c)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    identities = {"crossEntropyWeight=0 = dice"},
    use = "The first loss to try for segmentation.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS, Strength.SMOOTHNESS},
    paper = "Isensee et al. 2021, doi:10.1038/s41592-020-01008-z")
public record DiceCrossEntropy(
    @Default("1.0") @Doc("The factor of the Dice loss.") double diceWeight,
    @Default("1.0") @Doc("The factor of the cross-entropy.") double crossEntropyWeight,
    @Default("1e-5") @Doc("What is added above and below in the Dice loss.") double smooth,
    @Default("true") @Doc("Whether the first of several classes counts in the Dice loss.")
        boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss, MultiPart<Tensor, Tensor> {
  /** Requires factors and an addition of 0 or more. */
  public DiceCrossEntropy {
    requireNonNegative(diceWeight, "diceWeight");
    requireNonNegative(crossEntropyWeight, "crossEntropyWeight");
    requireNonNegative(smooth, "smooth");
  }

  /** Makes the loss with equal factors. */
  public DiceCrossEntropy() {
    this(1, 1, 1e-5, true, ClassActivation.SOFTMAX);
  }

  @Override
  public SequencedMap<String, Tensor> terms(Tensor prediction, Tensor target) {
    Dice dice = new Dice(smooth, false, includeBackground, activation);
    SequencedMap<String, Tensor> terms = new LinkedHashMap<>();
    terms.put("dice", dice.loss(prediction, target).mul(diceWeight));
    Tensor entropy = PixelLosses.crossEntropy(this, prediction, target);
    terms.put("cross-entropy", entropy.mul(crossEntropyWeight));
    return terms;
  }
}
