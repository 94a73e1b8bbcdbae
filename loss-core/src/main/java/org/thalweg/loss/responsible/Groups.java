package org.thalweg.loss.responsible;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/**
 * Which examples belong together. Groups are told by their integers; those without an example that
 * counts do not exist.
 *
 * @param same 1 where two examples that count are of one group, shape [N, N]
 * @param size the number of examples in the group of each, 1 or more, shape [N]
 * @param share 1 over that size and over the number of groups, 0 where an example does not count:
 *     the shares in a mean over groups, shape [N]
 */
record Groups(Tensor same, Tensor size, Tensor share) {
  static Groups of(Tensor groups, Tensor counted, DType dtype) {
    Tensor equal = groups.unsqueeze(1).eq(groups.unsqueeze(0));
    Tensor same = equal.and(counted.unsqueeze(1)).and(counted.unsqueeze(0)).to(dtype);
    Tensor size = same.sum(1).maximum(1);
    Tensor inverse = counted.to(dtype).div(size);
    Tensor number = inverse.sum();
    return new Groups(same, size, inverse.div(where(number.gt(0), number, 1)));
  }

  /** Returns the mean over the group of each example, shape [N]. */
  Tensor means(Tensor values) {
    return same.mul(values.unsqueeze(0)).sum(1).div(size);
  }

  /** Returns the mean over groups of what is the same for each example of a group. */
  Tensor mean(Tensor ofGroup) {
    return ofGroup.mul(share).sum();
  }

  /** Returns the variance over groups of what is the same for each example of a group. */
  Tensor variance(Tensor ofGroup) {
    return mean(ofGroup.sub(mean(ofGroup)).square());
  }
}
