package org.thalweg.optim.optimizer;

import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scale;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByRprop;

/**
 * Rprop: a step size for each element that grows while the sign of the gradient stays and shrinks
 * when it changes; see {@link org.thalweg.optim.transform.ScaleByRprop}.
 *
 * <p>PyTorch's Rprop. Riedmiller and Braun 1993.
 *
 * @param learningRate the step size at first; later values of a schedule have no effect
 * @param shrinkage the factor where a sign changes, above 0 and below 1
 * @param growth the factor where a sign stays, above 1
 * @param minStep the smallest step size, 0 or more
 * @param maxStep the largest step size, at least the smallest
 */
@Named("rprop")
@Doc("A step size for each element, by the signs of its gradients alone.")
@OptimizerCard(
    family = OptimizerFamily.SIGN,
    rule =
        "s = clamp(s growth if g g' > 0, s shrinkage if g g' < 0, else s, minStep, "
            + "maxStep); p = p - s sign(g), without a step where g g' < 0; the first s is "
            + "learningRate",
    state = "s, the sign of g",
    use = "Full batches; noise of small ones misleads it.",
    paper = "Riedmiller and Braun 1993")
public record Rprop(
    @Default("0.01") @Doc("The step size at first.") Schedule learningRate,
    @Default("0.5") @Doc("The factor where a sign changes.") double shrinkage,
    @Default("1.2") @Doc("The factor where a sign stays.") double growth,
    @Default("1e-6") @Doc("The smallest step size.") double minStep,
    @Default("50.0") @Doc("The largest step size.") double maxStep)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Rprop {
    var _ = new ScaleByRprop(learningRate, shrinkage, growth, minStep, maxStep);
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Rprop(double learningRate) {
    this(Schedule.constant(learningRate), 0.5, 1.2, 1e-6, 50);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(new ScaleByRprop(learningRate, shrinkage, growth, minStep, maxStep), scale(-1));
  }
}
