package org.thalweg.loss.survival;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** How Cox's likelihood tells examples of equal times apart. */
public enum Ties {
  /** Not at all: of two equal times, the first of the batch counts as the longer one. */
  NONE,
  /** Each event has all others of its time at risk. */
  BRESLOW,
  /** Each event has a share of the others of its time at risk, as if they came one by one. */
  EFRON;

  private static final double NEVER = -1e30;

  /** Returns the value of each example, 0 for those without an event. */
  Tensor loss(Tensor hazards, Times times, Tensor strata, Tensor counted) {
    if (hazards.size() == 0) {
      return hazards; // nobody is at risk
    }
    Tensor known = where(counted, hazards, 0);
    Tensor event = times.events().and(counted);
    Tensor index = Tensors.arange(hazards.dim(0), DType.INT32);
    Tensor earlier = index.lt(index.unsqueeze(1));
    Tensor self = index.eq(index.unsqueeze(1));
    Tensor duration = times.durations();
    Tensor beside = strata.eq(strata.unsqueeze(1)).and(counted).or(self);
    Tensor tied = duration.eq(duration.unsqueeze(1)).and(beside);
    Tensor longer = duration.gt(duration.unsqueeze(1)).and(beside);
    Tensor risk = longer.or(this == NONE ? tied.and(earlier.or(self)) : tied);
    Tensor all = where(risk, known, NEVER).logSumExp(1);
    if (this == EFRON) {
      Tensor together = tied.and(event);
      Tensor gone = together.and(earlier).sum(1).to(hazards.dtype());
      Tensor share = gone.div(together.sum(1).maximum(1).to(hazards.dtype()));
      Tensor leaving = where(together, known, NEVER).logSumExp(1);
      all = all.add(share.neg().mul(leaving.sub(all).exp()).log1p());
    }
    return where(event, all.sub(known), 0);
  }
}
