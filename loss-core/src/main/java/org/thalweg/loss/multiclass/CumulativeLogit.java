package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.arange;
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
 * The negative log-likelihood of ordered classes between cuts of a score: {@code -log(sigmoid(b_t -
 * s) - sigmoid(b_{t - 1} - s))}, where {@code b_0 = cuts_0}, {@code b_k = b_{k - 1} +
 * softplus(cuts_k)}, and the classes at the ends are open.
 *
 * <p>The cuts are learned; any numbers give bounds in order. No terms cancel: the value is {@code
 * softplus(s - b_t) + softplus(b_{t - 1} - s) + softplus(-cuts_t)}. Scores are of shape [N], cuts
 * of [C - 1], targets are class indices of shape [N], which the values have too. McCullagh,
 * "Regression models for ordinal data", 1980.
 */
@Named("cumulative-logit")
@Doc("The negative log-likelihood of ordered classes, which cuts divide a score into.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-log(sigmoid(b_t - s) - sigmoid(b_(t-1) - s))",
    shape = "N, C-1; N -> N",
    target = Domain.CLASS_INDEX,
    link = "cumulative logistic",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "For grades whose steps are of unequal size, with one score for each example: proportional odds.",
    tasks = Task.ORDINAL,
    strengths = Strength.CALIBRATION,
    paper = "McCullagh 1980, doi:10.1111/j.2517-6161.1980.tb01109.x")
public record CumulativeLogit() implements Loss<CumulativeLogit.Cut, Tensor> {
  /**
   * A score for each example, and where the classes part.
   *
   * @param score any numbers, [N]
   * @param cuts the first bound, then what steps to the next bounds are the softplus of, [C - 1]
   */
  public record Cut(Tensor score, Tensor cuts) {}

  @Override
  public void check(Cut prediction, Tensor target) {
    Loss.super.check(prediction, target);
    require(
        prediction.cuts.dim(0) > 0,
        "cumulative-logit: the cuts are of none, should be one or more");
  }

  @Override
  public Tensor loss(Cut prediction, Tensor target) {
    Tensor cuts = prediction.cuts;
    long last = cuts.dim(0);
    Tensor first = arange(last, DType.INT32).eq(0);
    Tensor bounds = where(first, cuts, cuts.softplus()).cumsum(0);
    Tensor high = target.minimum((double) (last - 1));
    Tensor above = prediction.score.sub(bounds.take(high, 0)).softplus();
    Tensor below = bounds.take(target.sub(1).maximum(0), 0).sub(prediction.score).softplus();
    Tensor narrow = cuts.take(high, 0).neg().softplus();
    Tensor inner = target.gt(0).and(target.lt((double) last));
    return where(target.lt((double) last), above, 0)
        .add(where(target.gt(0), below, 0))
        .add(where(inner, narrow, 0));
  }
}
