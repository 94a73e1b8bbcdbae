package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.eye;
import static org.thalweg.optim.range.Ranges.requireDecay;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Momentum whose matrices are made about orthogonal: their singular values come near 1, while their
 * singular vectors stay.
 *
 * <p>{@code b = momentum b + (1 - momentum) g; u = (1 - momentum) g + momentum b} (b itself without
 * Nesterov's look ahead). Then {@code X = u / max(|u|, epsilon)}, with u on its broad side, and
 * {@code steps} times {@code A = X X'; X = 3.4445 X + (-4.7750 A + 2.0315 A A) X}. A tensor of more
 * than two axes is a matrix of its first axis by the others. The result is X times the factor of
 * the shape.
 *
 * <p>PyTorch's Muon, with the iteration in the type of the parameters where PyTorch has bfloat16.
 * Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024; Liu et al., "Muon
 * is scalable for LLM training", 2025, arXiv:2502.16982.
 *
 * @param momentum the share of itself that b keeps at a step, from 0 to below 1
 * @param nesterov whether to look ahead
 * @param steps how often the polynomial is applied, 1 or more
 * @param epsilon the least norm that u is divided by, above 0
 * @param factor how a step's length depends on the shape
 */
@Named("orthogonalize")
@Doc("Momentum whose matrices are made about orthogonal.")
public record Orthogonalize(
    @Default("0.95") @Doc("The share of itself that the momentum keeps.") double momentum,
    @Default("true") @Doc("Whether to look ahead.") boolean nesterov,
    @Default("5") @Doc("How often the polynomial is applied.") int steps,
    @Default("1e-7") @Doc("The least norm that a matrix is divided by.") double epsilon,
    @Default("original") @Doc("How a step's length depends on the shape.") ShapeFactor factor)
    implements GradientTransform<Orthogonalize.State> {
  /**
   * The momentum, zero at first.
   *
   * @param buffer the running mean of gradients
   */
  public record State(Parameters buffer) {}

  /** How the length of a step depends on the shape of a matrix of A rows and B columns. */
  public enum ShapeFactor {
    /** The root of A / B if there are more rows than columns, else 1. */
    ORIGINAL,
    /** 0.2 times the root of the longer side, which gives elements of the size of AdamW's. */
    MATCH_RMS_ADAMW,
    /** 1 for every shape. */
    NONE;

    /** Returns the factor. */
    double of(long rows, long columns) {
      return switch (this) {
        case ORIGINAL -> Math.sqrt(Math.max(1, (double) rows / columns));
        case MATCH_RMS_ADAMW -> 0.2 * Math.sqrt((double) Math.max(rows, columns));
        case NONE -> 1;
      };
    }
  }

  /**
   * Steps for which A is worked out from the A before. A step makes a small eigenvalue twelve times
   * as large, with what rounding has done to it: in float32 that is a thousandth after five. A made
   * anew of X has no negative one, which would grow beyond all bounds.
   */
  private static final int AT_A_TIME = 5;

  /** Requires a momentum from 0 to below 1, a step and a positive epsilon. */
  public Orthogonalize {
    requireDecay(momentum, "momentum");
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters buffer = mix(state.buffer, gradients);
    Parameters ahead = nesterov ? mix(buffer, gradients) : buffer;
    return new Updates<>(ahead.map(this::orthogonal), new State(buffer));
  }

  private Parameters mix(Parameters buffer, Parameters gradients) {
    return buffer.zip(gradients, (b, g) -> b.mul(momentum).add(g.mul(1 - momentum)));
  }

  private Tensor orthogonal(Tensor tensor) {
    Tensor matrix = MatrixSides.matrix(tensor);
    boolean tall = matrix.dim(0) > matrix.dim(1);
    Tensor x = tall ? matrix.t() : matrix;
    x = x.div(x.square().sum().sqrt().maximum(epsilon));
    for (int done = 0; done < steps; done += AT_A_TIME) {
      x = polynomial(x.matmul(x.t()), Math.min(AT_A_TIME, steps - done)).matmul(x);
    }
    double scale = factor.of(matrix.dim(0), matrix.dim(1));
    return (tall ? x.t() : x).mul(scale).reshape(tensor.shape());
  }

  /**
   * Returns the matrix that takes X some steps further, given A = X X'. A step multiplies X by
   * {@code Q = 3.4445 I - 4.7750 A + 2.0315 A A}, which commutes with A: so the next A is {@code Q
   * A Q}, and X itself, the broad one, need not be known in between.
   */
  private static Tensor polynomial(Tensor gram, int steps) {
    Tensor one = eye(gram.dim(0), gram.dtype()).mul(3.4445);
    Tensor a = gram;
    Tensor q = factor(a, one);
    Tensor product = q;
    for (int step = 1; step < steps; step++) {
      a = q.matmul(a).matmul(q);
      q = factor(a, one);
      product = q.matmul(product);
    }
    return product;
  }

  private static Tensor factor(Tensor a, Tensor one) {
    return one.sub(a.mul(4.7750)).add(a.matmul(a).mul(2.0315));
  }
}
