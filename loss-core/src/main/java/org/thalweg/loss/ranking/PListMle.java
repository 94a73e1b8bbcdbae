package org.thalweg.loss.ranking;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Position-aware ListMLE: {@link ListMle} with each place i of n weighted by {@code 2^(1 - i) -
 * 2^(1 - n)}.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. The
 * weights are those of the source, {@code 2^(n - i) - 1}, over {@code 2^(n - 1)}, so that long
 * lists do not overflow. Items are drawn one after another by the softmax of the scores of those
 * left. Ties of relevance are in order of position; lists without items do not count. Lan et al.,
 * "Position-aware ListMLE", 2014.
 */
@Named("p-listmle")
@Doc("How unlikely the ideal order is, drawn item by item, where first places weigh most.")
@LossCard(
    family = Family.RANKING,
    formula =
        "sum_i (2^(1 - i) - 2^(1 - n)) (log(sum_(j >= i) exp(p_j)) - p_i) where t_1 >= t_2 >= ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "As listmle, where errors in the first places matter most.",
    tasks = {Task.RANKING},
    paper = "Lan et al. 2014")
public record PListMle() implements RowwiseLoss {
  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Items.inOrder(prediction, target, (place, count) -> half(place).sub(half(count)));
  }

  /** Returns 2^(1 - x). */
  private static Tensor half(Tensor x) {
    return x.rsub(1).mul(Math.log(2)).exp();
  }
}
