package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.isConstant;
import static org.thalweg.optim.range.Ranges.requireNonNegative;
import static org.thalweg.optim.range.Ranges.shown;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients with inertia: {@code b = decay b + (1 - dampening) g}, where the first b is g,
 * undamped. The result is b, or {@code g + decay b} with Nesterov's look ahead.
 *
 * <p>Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; Sutskever et
 * al., "On the importance of initialization and momentum in deep learning", 2013. Numbers are those
 * of PyTorch's SGD.
 *
 * @param decay the share of itself that b keeps at a step, a number or a schedule, 0 or more, 0.9
 *     usually
 * @param dampening the share of a gradient that is left out
 * @param nesterov whether to look ahead; it takes a positive decay and no dampening
 */
@Named("momentum")
@Doc("Gradients with inertia.")
public record Momentum(
    @Default("0.9") @Doc("The share of itself that the momentum keeps at a step.") Schedule decay,
    @Default("0.0") @Doc("The share of a gradient that is left out.") double dampening,
    @Default("false") @Doc("Whether to look ahead.") boolean nesterov)
    implements GradientTransform<Momentum.State> {
  /**
   * The momentum, zero at first.
   *
   * @param buffer the sum of gradients, older ones decayed
   */
  public record State(Parameters buffer) {}

  /** Requires a decay of 0 or more, and what Nesterov's form takes. */
  public Momentum {
    requireNonNegative(decay, "decay");
    require(Double.isFinite(dampening), "dampening must be finite, was %s", dampening);
    require(
        !nesterov || !isConstant(decay, 0) && dampening == 0,
        "nesterov takes a positive momentum and no dampening, were %s and %s",
        shown(decay),
        dampening);
  }

  /** Makes it with a constant decay. */
  public Momentum(double decay, double dampening, boolean nesterov) {
    this(Schedule.constant(decay), dampening, nesterov);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor first = context.step().eq(1);
    Tensor share = where(first, Tensor.scalar(1, DType.FLOAT64), 1 - dampening);
    Parameters fresh = dampening == 0 ? gradients : gradients.map(g -> g.mul(share.to(g.dtype())));
    Parameters buffer = state.buffer.zip(fresh, (b, g) -> decayed(b, context).add(g));
    Parameters updates =
        nesterov ? gradients.zip(buffer, (g, b) -> decayed(b, context).add(g)) : buffer;
    return new Updates<>(updates, new State(buffer));
  }

  private Tensor decayed(Tensor tensor, Context context) {
    return decay instanceof Schedule.Constant(double value)
        ? tensor.mul(value)
        : tensor.mul(context.at(decay).to(tensor.dtype()));
  }
}
