package org.thalweg.loss.binary;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.stream.IntStream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of two classes on logits, in which gradients of each size weigh the same:
 * {@code n / (b n_g) (t softplus(-p) + (1 - t) softplus(p))}.
 *
 * <p>The size of the gradient is {@code g = |sigmoid(p) - t|}; it falls into one of equal bins from
 * 0 to 1. n_g values of the batch fall into the bin of g, b bins are not empty, and n values count.
 * The weights are constant to the gradient. Predictions are any numbers, targets are from 0 to 1,
 * both of shape [N, ...], which the values have too. Li, Liu and Wang, "Gradient harmonized
 * single-stage detector", 2019, without its momentum, which would keep state.
 *
 * @param bins the number of bins, 1 or more
 */
@Named("ghm-c")
@Doc(
    "A cross-entropy of two classes in which neither the many easy nor the few outlying ones rule, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "n/(b n_g) (t softplus(-p) + (1-t) softplus(p)), g = |sigmoid(p) - t|",
    shape = "N ...; N ... -> N ...",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = {Trait.PARTIAL_GRADIENT, Trait.ROBUST},
    use = "As focal, where some labels are wrong: the hardest examples are held down too.",
    tasks = {Task.BINARY, Task.DETECTION},
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES, Strength.OUTLIERS},
    paper = "Li et al. 2019, arXiv:1811.05181")
public record GhmC(@Default("10") @Doc("The number of bins.") int bins)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a bin or more. */
  public GhmC {
    require(bins >= 1, "bins must be 1 or more, was %s", bins);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor size = Logits.distance(prediction, target).stopGradient();
    Tensor bin = size.mul(bins).floor().minimum(bins - 1).unsqueeze(-1);
    Tensor rows = Losses.extend(this, counted, prediction.shape());
    Tensor within = bin.eq(arange(bins, bin.dtype())).and(rows.unsqueeze(-1));
    int[] lead = IntStream.range(0, prediction.rank()).toArray();
    Tensor full = within.to(bin.dtype()).sum(lead);
    Tensor alike = where(within, full, 0).sum(-1).maximum(1);
    Tensor used = full.gt(0).sum().to(bin.dtype()).maximum(1);
    Tensor weight = full.sum().div(used).div(alike);
    return weight.mul(Logits.crossEntropy(prediction, target));
  }
}
