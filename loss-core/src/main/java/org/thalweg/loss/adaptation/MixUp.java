package org.thalweg.loss.adaptation;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/**
 * The loss of examples that are mixed of two: {@code share loss(p, first) + (1 - share) loss(p,
 * second)}.
 *
 * <p>Predictions are logits of shape [N, C], labels are class indices of shape [N], shares are from
 * 0 to 1 of shape [N]; values have shape [N]. The same serves CutMix, with the share of the area.
 * For the cross-entropy it equals that with the mixed distribution as the target.
 *
 * <p>Source: Zhang et al., "mixup: beyond empirical risk minimization", 2018.
 *
 * @param loss the loss of logits and class indices
 */
@Named("mixup")
@Doc("A loss of mixed examples: the mean of that of both labels, by their shares.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "share loss(p, first) + (1-share) loss(p, second)",
    shape = "N C; N, N, N -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Where inputs are mixed in pairs (mixup, CutMix), to smooth the model between examples.",
    tasks = {Task.MULTICLASS},
    strengths = {Strength.LABEL_NOISE, Strength.CALIBRATION},
    paper = "Zhang et al. 2018, arXiv:1710.09412")
public record MixUp(
    @Default("cross-entropy") @Doc("The loss of logits and class indices.")
        Loss<Tensor, Tensor> loss)
    implements Loss<Tensor, MixUp.Mixed> {
  /**
   * The labels of mixed examples.
   *
   * @param first the class of one part
   * @param second the class of the other
   * @param share how much of the example the first is
   */
  public record Mixed(
      @In(Domain.CLASS_INDEX) Tensor first,
      @In(Domain.CLASS_INDEX) Tensor second,
      @In(Domain.PROBABILITY) Tensor share) {}

  @Override
  public Tensor loss(Tensor prediction, Mixed mixed) {
    Tensor first = Losses.values(loss, prediction, mixed.first(), Weighting.none());
    Tensor second = Losses.values(loss, prediction, mixed.second(), Weighting.none());
    return first.mul(mixed.share()).add(second.mul(mixed.share().rsub(1)));
  }
}
