package org.thalweg.optim.transform;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * An optimizer as a part of a chain: what it would add to the parameters.
 *
 * @param optimizer the optimizer
 */
@Named("optimizer")
@Doc("An optimizer as a part of a chain.")
public record ByOptimizer(@Doc("The optimizer.") Optimizer optimizer)
    implements GradientTransform<Object> {
  @Override
  public Object init(Parameters parameters) {
    return optimizer.transform().init(parameters);
  }

  @Override
  @SuppressWarnings("unchecked") // the state is the one that the optimizer made
  public Updates<Object> update(Parameters gradients, Object state, Context context) {
    return (Updates<Object>) Untyped.update(optimizer.transform(), gradients, state, context);
  }

  @Override
  public Parameters evaluationWeights(Object state, Parameters parameters) {
    return Untyped.evaluationWeights(optimizer.transform(), state, parameters);
  }
}
