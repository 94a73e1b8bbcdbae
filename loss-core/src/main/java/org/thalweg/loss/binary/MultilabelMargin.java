package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The margin loss of several labels: {@code sum_{j, i} max(0, 1 - (p_j - p_i)) / C} over the labels
 * j that an example has and the labels i that it lacks.
 *
 * <p>Predictions are any numbers of shape [N, C]; each row of the targets, [N, C] too, lists the
 * indices of the labels that the example has, ended by -1; what follows does not matter. Values are
 * [N]. A label that is listed twice counts twice, as in PyTorch. The gradient at the margin is 0.
 */
@Named("multilabel-margin")
@Doc("How far labels that are there fail to score above those that are not by a margin of 1.")
@LossCard(
    family = Family.BINARY,
    formula = "(sum_j sum_i max(0, 1 - (p_j - p_i)))/C, for j in T, i not in T",
    shape = "N C; N C -> N",
    target = Domain.CLASS_INDEX_OR_NONE,
    link = "identity",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use =
        "For labels that are ranked by their scores, with a margin; the cost grows with the square of the number of labels.",
    tasks = {Task.MULTILABEL, Task.RANKING})
public record MultilabelMargin() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor listed = target.lt(0).to(DType.INT32).cumsum(1).eq(0);
    Tensor label = where(listed, target, 0);
    Tensor own =
        label.oneHot(prediction.dim(1), DType.BOOL).and(listed.unsqueeze(2)).any(1).unsqueeze(1);
    Tensor ahead = prediction.takeAlong(label, 1).unsqueeze(2).sub(prediction.unsqueeze(1));
    Tensor pair = listed.unsqueeze(2).and(own.not());
    return where(pair, ahead.rsub(1).relu(), 0).sum(1, 2).mul(1.0 / prediction.dim(1));
  }
}
