package org.thalweg.loss.binary;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Powers;

/**
 * The asymmetric loss of several labels on logits: {@code t (1 - s)^g+ (-log s) + (1 - t) m^g-
 * (-log(1 - m))}, where s is {@code sigmoid(p)} and m is {@code max(0, s - clip)}.
 *
 * <p>Negatives whose probability is below {@code clip} add nothing, with a gradient of 0; at the
 * clip too. Predictions are any numbers, targets are from 0 to 1, in one shape, which the values
 * have too. The authors add up all values; reduce by sum for that. Ridnik et al., "Asymmetric loss
 * for multi-label classification", 2021.
 *
 * @param gammaNegative how fast easy negatives lose their weight, 0 or more
 * @param gammaPositive how fast easy positives lose their weight, 0 or more
 * @param clip the probability that negatives may have for free, from 0 to below 1
 */
@Named("asymmetric")
@Doc("A focal loss that forgives negatives more than positives, on logits.")
@LossCard(
    family = Family.BINARY,
    formula =
        "t (1-s)^gammaPositive softplus(-p) - (1-t) m^gammaNegative log(1-m), s = sigmoid(p), m = max(0, s - clip)",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = {Trait.SMOOTH, Trait.ROBUST},
    identities = "gammaNegative=0 gammaPositive=0 clip=0 = bce-logits",
    use = "For many labels of which an example has few, some of them missing from the data.",
    tasks = {Task.MULTILABEL, Task.BINARY},
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES, Strength.LABEL_NOISE},
    paper = "Ridnik et al. 2021, arXiv:2009.14119")
public record Asymmetric(
    @Default("4.0") @Doc("How fast easy negatives lose their weight.") double gammaNegative,
    @Default("1.0") @Doc("How fast easy positives lose their weight.") double gammaPositive,
    @Default("0.05") @Doc("The probability that negatives may have for free.") double clip)
    implements PointwiseLoss {
  /** Requires focuses of 0 or more and a clip from 0 to below 1. */
  public Asymmetric {
    requireNonNegative(gammaNegative, "gammaNegative");
    requireNonNegative(gammaPositive, "gammaPositive");
    require(0 <= clip && clip < 1, "clip must be 0 or more and below 1, was %s", clip);
  }

  /** Makes the loss with focuses of 4 and 1 and a clip of 0.05. */
  public Asymmetric() {
    this(4, 1, 0.05);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor miss = Powers.nonNegative(prediction.neg().sigmoid(), gammaPositive);
    Tensor yes = miss.mul(prediction.neg().softplus());
    return target.mul(yes).add(target.rsub(1).mul(no(prediction)));
  }

  /** Returns the value of negatives: in float64, as its powers multiply the error of m. */
  private Tensor no(Tensor prediction) {
    Tensor p = prediction.to(DType.FLOAT64);
    Tensor over = p.sigmoid().sub(clip).relu();
    Tensor log = clip == 0 ? p.softplus() : over.neg().log1p().neg();
    return Powers.nonNegative(over, gammaNegative).mul(log).to(prediction.dtype());
  }
}
