package org.thalweg.loss.audio;

import org.thalweg.api.tensor.Tensor;

/** Energies of signals along the last axis, and their ratios. */
final class Energy {
  private Energy() {}

  static Tensor of(Tensor signal) {
    return signal.square().sum(-1);
  }

  /** Returns the signal, less its mean if wanted. */
  static Tensor centred(Tensor signal, boolean zeroMean) {
    return zeroMean ? signal.sub(signal.meanKeep(-1)) : signal;
  }

  /** Returns how much of the reference is in a signal, with an axis of 1 at the end. */
  static Tensor gain(Tensor signal, Tensor reference, double epsilon) {
    Tensor common = signal.mul(reference).sumKeep(-1);
    return common.div(reference.square().sumKeep(-1).add(epsilon));
  }

  /** Returns the energy of noise over that of a signal, in decibels. */
  static Tensor decibels(Tensor noise, Tensor signal, double epsilon) {
    Tensor ratio = of(noise).add(epsilon).log().sub(of(signal).add(epsilon).log());
    return ratio.mul(10 / Math.log(10));
  }
}
