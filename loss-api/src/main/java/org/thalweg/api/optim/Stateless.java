package org.thalweg.api.optim;

/** A transform that keeps nothing from step to step. */
@FunctionalInterface
public interface Stateless extends GradientTransform<Stateless.Nothing> {
  /** No state. */
  record Nothing() {}

  /** Transforms gradients. */
  Parameters update(Parameters gradients, Context context);

  @Override
  default Nothing init(Parameters parameters) {
    return new Nothing();
  }

  @Override
  default Updates<Nothing> update(Parameters gradients, Nothing state, Context context) {
    return new Updates<>(update(gradients, context), state);
  }
}
