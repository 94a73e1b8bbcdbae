package org.thalweg.loss.generative;

import org.thalweg.api.tensor.Tensor;

/** What adversarial losses share. */
final class Gan {
  private Gan() {}

  /** Returns the logistic loss of a discriminator, which takes a share of real for made. */
  static Tensor discriminator(Tensor real, Tensor fake, double share) {
    Tensor right = real.neg().softplus();
    Tensor both = share == 0 ? right : right.mul(1 - share).add(real.softplus().mul(share));
    return both.add(fake.softplus());
  }

  /** Returns the length of each example's elements together; its gradient at 0 is 0. */
  static Tensor length(Tensor x) {
    return x.flatten(1).norm(1);
  }
}
