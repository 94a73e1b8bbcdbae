package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.axesAfterFirst;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Averages.unbias;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam for those rows alone whose gradient is not zero throughout; the means of others stay as they
 * are. A row is what has one position along the first axis; in a vector it is an element. The
 * result is {@code sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)}.
 *
 * <p>PyTorch's SparseAdam, with gradients of all rows; also known as lazy Adam.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-sparse-adam")
@Doc("Adam for the rows that have a gradient.")
public record ScaleBySparseAdam(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleBySparseAdam.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleBySparseAdam {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters touched = gradients.map(ScaleBySparseAdam::touched);
    Parameters mean = pick(touched, mean(state.mean, gradients, beta1), state.mean);
    Parameters square = pick(touched, square(state.square, gradients, beta2), state.square);
    Tensor factor = unbias(beta1, context).div(unbias(beta2, context).sqrt());
    Parameters updates =
        mean.map((name, m) -> {
          Tensor u = times(m, factor).div(square.get(name).sqrt().add(epsilon));
          return where(touched.get(name), u, 0);
        });
    return new Updates<>(updates, new State(mean, square));
  }

  /** Returns whether a row has a gradient, in a shape that fits the gradient's. */
  private static Tensor touched(Tensor g) {
    if (g.rank() < 2) {
      return g.ne(0);
    }
    Tensor rows = g.ne(0).any(axesAfterFirst(g));
    for (int axis = 1; axis < g.rank(); axis++) {
      rows = rows.unsqueeze(axis);
    }
    return rows;
  }

  private static Parameters pick(Parameters condition, Parameters then, Parameters otherwise) {
    return then.map((name, t) -> where(condition.get(name), t, otherwise.get(name)));
  }
}
