package org.thalweg.loss.regression;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The sum of absolute errors over the sum of the sizes of the targets of a batch.
 *
 * <p>Prediction and target are any numbers of shape [N, ...]. The value of an example is its
 * absolute error over the mean size of the targets of examples that count, so that their mean is
 * the ratio of the sums. The ratio depends on the batch: means of shards do not merge to that of
 * the whole. It is 0 where all targets are.
 */
@Named("wape")
@Doc("The sum of absolute errors over the sum of the sizes of targets.")
@LossCard(
    family = Family.REGRESSION,
    formula = "sum_i |e_i| / sum_i |t_i|",
    shape = "N ...; N ... -> N",
    traits = {Trait.CONVEX, Trait.ZERO_AT_TARGET},
    use = "A relative error that zeros among the targets do not spoil, as in forecasts of demand.",
    tasks = {Task.REGRESSION, Task.AMOUNTS, Task.COUNTS},
    strengths = {Strength.RELATIVE_ERROR, Strength.MANY_ZEROS})
public record Wape() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor sizes = where(counted, target.abs().flatten(1).sum(1), 0);
    Tensor mean = sizes.sum().div(where(counted.any(), counted.sum().to(sizes.dtype()), 1));
    Tensor none = mean.eq(0);
    Tensor errors = prediction.sub(target).abs().flatten(1).sum(1);
    return where(none, 0, errors.div(where(none, 1, mean)));
  }
}
