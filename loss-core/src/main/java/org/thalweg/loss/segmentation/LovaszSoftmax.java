package org.thalweg.loss.segmentation;

import static org.thalweg.api.tensor.Tensors.where;

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
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The Lovasz-softmax loss: the mean over classes of the Lovasz extension of the Jaccard loss at
 * errors {@code |t - q|}, where q is softmax.
 *
 * <p>Predictions are logits [N, C, d1, ...], targets class indices [N, d1, ...], -1 for pixels that
 * do not count; values are [N], one for each image. Between errors that are equal the gradient is
 * one of several. Berman et al., "The Lovasz-Softmax loss", 2018.
 *
 * @param presentOnly whether the mean is over the classes that an image has, rather than all
 */
@Named("lovasz-softmax")
@Doc("A smooth stand-in for one minus intersection over union, on logits.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "mean_c(lovasz(|t_c - softmax(p)_c|, t_c))",
    target = Domain.CLASS_INDEX_OR_NONE,
    shape = "N C ...; N ... -> N",
    link = "softmax",
    use =
        "Regions scored by mean intersection over union; best for fine tuning after cross-entropy.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS},
    paper = "Berman et al. 2018, arXiv:1705.08790")
public record LovaszSoftmax(
    @Default("true") @Doc("Whether classes that an image has not are left out.")
        boolean presentOnly)
    implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor truth = ClassificationLoss.isLabel(prediction, target).to(prediction.dtype());
    Tensor known = target.ge(0).unsqueeze(1);
    Tensor errors = where(known, truth.sub(prediction.softmax(1)).abs(), -1);
    Tensor inside = truth.flatten(2);
    Tensor each = Lovasz.extension(errors.flatten(2), inside);
    Tensor present = presentOnly ? inside.sum(2).gt(0).to(each.dtype()) : Tensors.onesLike(each);
    return each.mul(present).sum(1).div(present.sum(1).maximum(1));
  }
}
