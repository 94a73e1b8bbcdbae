package org.thalweg.optim.optimizer;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.AveragedWeights;

/**
 * Any optimizer, evaluated with the plain mean of its weights from a step on: stochastic weight
 * averaging. Before that evaluation takes the weights themselves.
 *
 * <p>PyTorch's AveragedModel; the rate of the averaged steps is the optimizer's schedule. Batch
 * normalisation has its statistics of the weights, not of their mean. Izmailov et al., "Averaging
 * weights leads to wider optima and better generalization", 2018, arXiv:1803.05407.
 *
 * @param optimizer what moves the weights
 * @param start the number of steps before any weights go into the mean, 0 or more
 * @param every the number of steps from weights to weights, 1 or more; an epoch usually
 */
@Named("swa")
@Doc("An optimizer evaluated with the mean of its weights from a step on.")
@OptimizerCard(
    family = OptimizerFamily.AVERAGING,
    rule = "p = p + u; after start, every so many steps: n = n + 1; a = a + (p - a)/n; evaluate a",
    state = "a",
    use = "The last quarter of training, with a rate that stays large.",
    paper = "Izmailov et al. 2018, arXiv:1803.05407")
public record Swa(
    @Doc("What moves the weights.") Optimizer optimizer,
    @Doc("The number of steps before any weights go into the mean.") long start,
    @Default("1") @Doc("The number of steps from weights to weights.") long every)
    implements Optimizer {
  /** Requires a start of 0 or more and a step. */
  public Swa {
    var _ = new AveragedWeights.Running(start, every);
  }

  @Override
  public GradientTransform<?> transform() {
    return new AveragedWeights<>(optimizer.transform(), new AveragedWeights.Running(start, every));
  }
}
