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
import org.thalweg.api.tensor.Tensors;

/**
 * ListMLE: the negative log-likelihood of the order of relevance in Plackett and Luce's model,
 * {@code sum_i (log(sum_(j >= i) exp(p_j)) - p_i)} over items from the most relevant on.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. Items are
 * drawn one after another by the softmax of the scores of those left. Ties of relevance are in
 * order of position; lists without items do not count. Xia et al., "Listwise approach to learning
 * to rank", 2008.
 */
@Named("listmle")
@Doc("How unlikely the ideal order is, drawn item by item by the scores.")
@LossCard(
    family = Family.RANKING,
    formula = "sum_i (log(sum_(j >= i) exp(p_j)) - p_i) where t_1 >= t_2 >= ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Whole orders, such as preferences of people, of which each place is known.",
    tasks = {Task.RANKING},
    paper = "Xia et al. 2008, doi:10.1145/1390156.1390306")
public record ListMle() implements RowwiseLoss {
  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Items.inOrder(prediction, target, (place, _) -> Tensors.onesLike(place));
  }
}
