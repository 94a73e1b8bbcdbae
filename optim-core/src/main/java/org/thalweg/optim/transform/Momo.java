package org.thalweg.optim.transform;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/**
 * The length of a step by a model of the loss; see {@link ScaleByMomo}. All tensors are float64
 * scalars.
 *
 * @param lowerBound what the loss does not fall below
 * @param weightDecay the factor of a penalty on squares of parameters
 * @param adapt whether the bound rises where it proves too low
 */
record Momo(double lowerBound, double weightDecay, boolean adapt) {
  /**
   * A step.
   *
   * @param length the factor of the direction
   * @param decay the share of the parameters that goes away
   * @param bound the lower bound from then on
   */
  record Step(Tensor length, Tensor decay, Tensor bound) {}

  /**
   * Returns the step.
   *
   * @param rate the learning rate
   * @param share what the weights of the running means add up to
   * @param loss the running mean of losses
   * @param slope that of products of gradients and parameters
   * @param bound the lower bound so far
   * @param size the product of the mean gradient and the direction
   * @param product the product of the mean gradient and the parameters
   */
  Step step(
      Tensor rate,
      Tensor share,
      Tensor loss,
      Tensor slope,
      Tensor bound,
      Tensor size,
      Tensor product) {
    Tensor growth = rate.mul(weightDecay).add(1);
    Tensor level = growth.mul(loss.sub(slope)).add(product);
    Tensor lowered = level.div(growth.mul(share).mul(2)).maximum(lowerBound);
    Tensor now = adapt ? where(level.lt(growth.mul(share).mul(bound)), lowered, bound) : bound;
    Tensor gap = level.sub(growth.mul(share).mul(now)).maximum(0);
    Tensor length = where(size.le(Math.ulp(1.0)), 0, gap.div(size)).minimum(rate.div(share));
    Tensor after =
        loss.add(product).sub(slope).sub(length.mul(size).mul(0.5)).div(share).maximum(lowerBound);
    return new Step(length, rate.mul(weightDecay).div(growth), adapt ? after : bound);
  }
}
