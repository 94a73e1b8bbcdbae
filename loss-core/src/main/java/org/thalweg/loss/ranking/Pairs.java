package org.thalweg.loss.ranking;

import static org.thalweg.api.tensor.Tensors.where;

import java.util.function.UnaryOperator;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Pairs of items of lists: what is of items i and j is at [..., i, j]. */
final class Pairs {
  private Pairs() {}

  /** Returns x_i - x_j. */
  static Tensor differences(Tensor x) {
    return x.unsqueeze(-1).sub(x.unsqueeze(-2));
  }

  /** Returns where both items are there. */
  static Tensor of(Tensor there) {
    return there.unsqueeze(-1).and(there.unsqueeze(-2));
  }

  /** Returns where the items are not one and the same. */
  static Tensor apart(Tensor lists) {
    Tensor item = Tensors.arange(lists.dim(-1), DType.INT32);
    return item.unsqueeze(-1).ne(item);
  }

  /** Returns where item i is more relevant than item j, and both are there. */
  static Tensor ordered(Tensor relevance) {
    Tensor more = relevance.unsqueeze(-1).gt(relevance.unsqueeze(-2));
    return more.and(of(Items.valid(relevance)));
  }

  /** Returns which lists have pairs. */
  static Tensor any(Tensor pairs) {
    return pairs.any(-1, -2);
  }

  /** Returns which lists have items of different relevance. */
  static Tensor exist(Tensor relevance) {
    return any(ordered(relevance));
  }

  /** Returns the mean of costs over pairs; 0 where there are none. */
  static Tensor mean(Tensor costs, Tensor pairs) {
    Tensor count = pairs.sum(-1, -2).to(costs.dtype());
    return where(pairs, costs, 0).sum(-1, -2).div(count.maximum(1));
  }

  /** Returns the mean cost of differences of scores, the more relevant first. */
  static Tensor mean(Tensor scores, Tensor relevance, UnaryOperator<Tensor> cost) {
    Tensor known = where(Items.valid(relevance), scores, 0);
    return mean(cost.apply(differences(known)), ordered(relevance));
  }

  /** Returns the weighted sum of the logistic loss of differences, the more relevant first. */
  static Tensor logistic(Tensor scores, Tensor relevance, double sigma, Tensor weights) {
    Tensor known = where(Items.valid(relevance), scores, 0);
    Tensor cost = differences(known).mul(-sigma).softplus();
    return where(ordered(relevance), cost.mul(weights), 0).sum(-1, -2);
  }
}
