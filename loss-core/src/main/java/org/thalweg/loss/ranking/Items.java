package org.thalweg.loss.ranking;

import static org.thalweg.api.tensor.Tensors.where;

import java.util.function.BinaryOperator;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** The items of lists along the last axis. */
final class Items {
  /** Stands for the score of no item, so that no difference of two is NaN. */
  private static final double NEVER = -1e30;

  private Items() {}

  /** Returns where there are items. */
  static Tensor valid(Tensor relevance) {
    return relevance.ge(0);
  }

  /** Returns which lists have items. */
  static Tensor exist(Tensor relevance) {
    return valid(relevance).any(-1);
  }

  /** Returns which lists have items of relevance above 0. */
  static Tensor relevantExist(Tensor relevance) {
    return relevance.gt(0).any(-1);
  }

  /** Returns the values where there are items, and the least number elsewhere. */
  static Tensor only(Tensor relevance, Tensor values) {
    return where(valid(relevance), values, NEVER);
  }

  /** Returns the positions of items, largest value first and missing ones last. */
  static Tensor order(Tensor values, Tensor there) {
    return where(there, values, Double.NEGATIVE_INFINITY).argsort(-1, true);
  }

  /** Returns the places of items from 1, by their scores. */
  static Tensor places(Tensor scores, Tensor there) {
    return order(scores, there).argsort(-1, false).add(1).to(scores.dtype());
  }

  /** Returns places that are differentiable, by how far other scores are ahead. */
  static Tensor softPlaces(Tensor scores, Tensor there, double temperature) {
    Tensor behind = Pairs.differences(where(there, scores, 0)).div(-temperature);
    return where(there.unsqueeze(-2), behind.sigmoid(), 0).sum(-1).add(0.5);
  }

  /** Returns the gains of relevances, 0 where there is no item. */
  static Tensor gains(Tensor relevance, boolean exponential) {
    Tensor known = where(valid(relevance), relevance, 0);
    return exponential ? known.mul(Math.log(2)).expm1() : known;
  }

  /** Returns 1 / log2(1 + r) of places; 0 beyond the first k, if k is not 0. */
  static Tensor discounts(Tensor places, int k, Tensor like) {
    Tensor discount = places.to(like.dtype()).add(1).log().rdiv(Math.log(2));
    return k == 0 ? discount : where(places.le((double) k), discount, 0);
  }

  /** Returns the largest discounted sum of gains of each list, and 1 where it is 0. */
  static Tensor ideal(Tensor gains, int k) {
    Tensor place = Tensors.arange(gains.dim(-1), gains.dtype()).add(1);
    Tensor best = gains.sort(-1, true).mul(discounts(place, k, gains)).sum(-1);
    return where(best.eq(0), 1, best);
  }

  /** Returns the cross-entropy of shares and the softmax of scores, over items. */
  static Tensor crossEntropy(Tensor scores, Tensor relevance, Tensor shares) {
    Tensor logs = only(relevance, scores).logSoftmax(-1);
    return where(valid(relevance), shares.mul(logs), 0).sum(-1).neg();
  }

  /**
   * Returns the negative log-likelihood of the order of relevance, drawn item by item.
   *
   * @param weights the weight of each place, of places from 1 and the number of items of each list
   */
  static Tensor inOrder(Tensor scores, Tensor relevance, BinaryOperator<Tensor> weights) {
    Tensor there = valid(relevance);
    Tensor ordered = where(there, scores, NEVER).takeAlong(order(relevance, there), -1);
    Tensor left = ordered;
    for (long step = 1; step < ordered.dim(-1); step *= 2) {
      left = Tensors.logAddExp(left, left.slice(-1, step, left.dim(-1)).pad(-1, 0, step, NEVER));
    }
    Tensor place = Tensors.arange(ordered.dim(-1), scores.dtype()).add(1);
    Tensor count = there.sum(-1).to(scores.dtype()).unsqueeze(-1);
    Tensor cost = left.sub(ordered).mul(weights.apply(place, count));
    return where(place.le(count), cost, 0).sum(-1);
  }
}
