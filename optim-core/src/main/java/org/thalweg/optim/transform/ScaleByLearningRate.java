package org.thalweg.optim.transform;

import static org.thalweg.optim.range.Ranges.requireRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients times minus the learning rate: the step downhill that is added to the parameters.
 *
 * @param learningRate the rate at each step, 0 or more
 */
@Named("scale-by-learning-rate")
@Doc("Gradients times minus the learning rate.")
public record ScaleByLearningRate(
    @Default("0.001") @Doc("The learning rate.") Schedule learningRate) implements Stateless {
  /** Requires a rate of 0 or more. */
  public ScaleByLearningRate {
    requireRate(learningRate);
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    Tensor factor = context.at(learningRate).neg();
    return gradients.map(g -> g.mul(factor.to(g.dtype())));
  }
}
