package org.thalweg.loss.multiclass;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative log-likelihood of a set of classes, one of which is right: {@code -log sum_{c in T}
 * s_c}, where s is the softmax of p.
 *
 * <p>Predictions are any numbers of shape [N, C], targets are flags of that shape; values are [N].
 * Examples without a class give 0 and do not count. Jin and Ghahramani, "Learning with multiple
 * labels", 2002.
 */
@Named("partial-label")
@Doc("The negative logarithm of the probability of any of several classes, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-log(sum_c t_c s_c), s = softmax(p)",
    shape = "N C; N C -> N",
    target = Domain.FLAG,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "For labels that leave several classes open, such as those of annotators who differ.",
    tasks = Task.MULTICLASS,
    strengths = {Strength.LABEL_NOISE, Strength.FEW_LABELS},
    paper = "Jin and Ghahramani 2002")
public record PartialLabel() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor counts(Tensor prediction, Tensor target) {
    return target.to(DType.BOOL).any(1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor none = target.any(1).not().unsqueeze(1);
    Tensor in = target.or(none);
    Tensor every = in.all(1);
    Tensor out = in.not().or(every.unsqueeze(1));
    Tensor inside = where(in, prediction, Double.NEGATIVE_INFINITY).logSumExp(1);
    Tensor outside = where(out, prediction, Double.NEGATIVE_INFINITY).logSumExp(1);
    return where(every, 0, outside.sub(inside).softplus());
  }
}
