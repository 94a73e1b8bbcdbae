package org.thalweg.optim.transform;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Zero in place of each NaN and each infinity. The state counts them. */
@Named("zero-non-finite")
@Doc("Zero in place of each NaN and each infinity, counted.")
public record ZeroNonFinite() implements GradientTransform<ZeroNonFinite.State> {
  /**
   * How many there were.
   *
   * @param replaced the number of elements replaced so far, an int64 scalar
   */
  public record State(Tensor replaced) {}

  @Override
  public State init(Parameters parameters) {
    return new State(Tensor.scalar(0, DType.INT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor replaced = state.replaced;
    for (Tensor g : gradients.tensors().values()) {
      replaced = replaced.add(g.isFinite().not().to(DType.INT64).sum());
    }
    return new Updates<>(
        gradients.map(g -> where(g.isFinite(), g, Tensors.zerosLike(g))), new State(replaced));
  }
}
