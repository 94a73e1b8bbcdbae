package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;

import java.util.function.Function;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.optim.matrix.Matrices;

/**
 * Adam in the eigenbasis of Shampoo's preconditioners: the mean of gradients is turned into the
 * basis, divided by the root of the mean square of gradients there, and turned back.
 *
 * <p>{@code L = beta2 L + (1 - beta2) G G'}, {@code R} likewise of {@code G' G}; their eigenvectors
 * {@code U, V} are worked out at the first step, and made better by one step of power iteration and
 * a QR decomposition at every {@code every}-th of the others. {@code m = beta1 m + (1 - beta1) G; v
 * = beta2 v + (1 - beta2) (U' G V)^2}; the result is {@code sqrt(1 - beta2^t) / (1 - beta1^t) U (U'
 * m V / (sqrt(v) + epsilon)) V'}. As in the authors' code the first step only sets up the basis and
 * changes no parameter, and t counts the others. A side that is longer than {@code longestSide} and
 * a tensor of fewer than two axes keep their own basis; a tensor of more than two is a matrix of
 * its first axis by the others.
 *
 * <p>Vyas et al., "SOAP: improving and stabilizing Shampoo using Adam", 2024, arXiv:2409.11321.
 *
 * @param beta1 the share of itself that the mean keeps at a step, from 0 to below 1
 * @param beta2 the share of themselves that the mean square and L and R keep, from 0 to below 1
 * @param epsilon what is added to the root, 0 or more, in the unit of the gradient
 * @param every the number of steps from basis to basis, 1 or more
 * @param longestSide the longest side that has a basis, 1 or more
 */
@Named("scale-by-soap")
@Doc("Adam in the eigenbasis of the covariances of gradients.")
public record ScaleBySoap(
    @Default("0.95") @Doc("The share of itself that the mean keeps at a step.") double beta1,
    @Default("0.95") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root.") double epsilon,
    @Default("10") @Doc("The number of steps from basis to basis.") int every,
    @Default("1024") @Doc("The longest side that has a basis.") int longestSide)
    implements GradientTransform<ScaleBySoap.State> {
  /**
   * What is kept for each tensor, and for each side that is not too long.
   *
   * @param mean of gradients
   * @param square of gradients in the basis
   * @param left running mean of G G'
   * @param right running mean of G' G
   * @param leftBasis the eigenvectors as columns
   * @param rightBasis the eigenvectors as columns
   */
  public record State(
      Parameters mean,
      Parameters square,
      Parameters left,
      Parameters right,
      Parameters leftBasis,
      Parameters rightBasis) {}

  /** Requires shares from 0 to below 1, an epsilon of 0 or more, whole numbers of 1 or more. */
  public ScaleBySoap {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireNonNegative(epsilon, "epsilon");
    require(every >= 1, "every must be 1 or more, was %s", every);
    require(longestSide >= 1, "longestSide must be 1 or more, was %s", longestSide);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(
        parameters.zerosLike(),
        parameters.zerosLike(),
        squares(parameters, 0, size -> Tensor.full(Shape.of(size, size), DType.FLOAT64, 0)),
        squares(parameters, 1, size -> Tensor.full(Shape.of(size, size), DType.FLOAT64, 0)),
        squares(parameters, 0, size -> Tensors.eye(size, DType.FLOAT64)),
        squares(parameters, 1, size -> Tensors.eye(size, DType.FLOAT64)));
  }

  private Parameters squares(Parameters parameters, int side, Function<Long, Tensor> make) {
    return MatrixSides.squares(parameters, side, longestSide, make);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor first = context.step().eq(1);
    Parameters mean =
        Sums.zip(
            state.mean,
            gradients,
            state.mean,
            (m, g, old) -> where(first, old, m.mul(beta1).add(g.mul(1 - beta1))));
    Parameters square =
        state.square.map((name, v) -> {
          Tensor turned = turn(name, gradients.get(name), state, true);
          return where(first, v, v.mul(beta2).add(turned.square().mul(1 - beta2)));
        });
    Tensor done = context.count().sub(1);
    Tensor factor = where(first, 0, rate(where(first, 1, done)));
    Parameters updates =
        mean.map((name, m) -> {
          Tensor ratio = turn(name, m, state, true).div(square.get(name).sqrt().add(epsilon));
          return where(first, 0, turn(name, ratio, state, false).mul(factor.to(m.dtype())));
        });
    return new Updates<>(updates, next(gradients, state, mean, square, first, done));
  }

  /** Returns the factor that frees the means of their bias at a step. */
  private Tensor rate(Tensor step) {
    Tensor upper = step.mul(StrictMath.log(beta1)).expm1().neg();
    Tensor lower = step.mul(StrictMath.log(beta2)).expm1().neg();
    return lower.sqrt().div(upper);
  }

  /** Turns a tensor into the basis, or back. */
  private static Tensor turn(String name, Tensor tensor, State state, boolean into) {
    boolean left = state.leftBasis.tensors().containsKey(name);
    boolean right = state.rightBasis.tensors().containsKey(name);
    if (!left && !right) {
      return tensor;
    }
    Tensor turned = MatrixSides.matrix(tensor).to(DType.FLOAT64);
    if (left) {
      Tensor basis = state.leftBasis.get(name);
      turned = (into ? basis.t() : basis).matmul(turned);
    }
    if (right) {
      Tensor basis = state.rightBasis.get(name);
      turned = turned.matmul(into ? basis : basis.t());
    }
    return turned.reshape(tensor.shape()).to(tensor.dtype());
  }

  private State next(
      Parameters gradients,
      State state,
      Parameters mean,
      Parameters square,
      Tensor first,
      Tensor done) {
    Tensor due = done.gt(0).and(Sums.isMultiple(done, every));
    Parameters left = means(state.left, gradients, 0);
    Parameters right = means(state.right, gradients, 1);
    Parameters leftOrder = orders(left, state.leftBasis);
    Parameters rightOrder = orders(right, state.rightBasis);
    Parameters ordered =
        square.map((name, v) ->
            where(due, reorder(reorder(v, name, leftOrder, 0), name, rightOrder, 1), v));
    return new State(
        mean,
        ordered,
        left,
        right,
        bases(left, state.leftBasis, leftOrder, first, due),
        bases(right, state.rightBasis, rightOrder, first, due));
  }

  private Parameters means(Parameters means, Parameters gradients, int side) {
    return means.map((name, mean) ->
        mean.mul(beta2).add(MatrixSides.products(gradients.get(name), side).mul(1 - beta2)));
  }

  /** Returns the order in which estimates of eigenvalues fall. */
  private static Parameters orders(Parameters means, Parameters bases) {
    return means.map((name, mean) -> {
      Tensor basis = bases.get(name);
      return basis.mul(mean.matmul(basis)).sum(0).argsort(0, true);
    });
  }

  private static Tensor reorder(Tensor tensor, String name, Parameters orders, int side) {
    return orders.tensors().containsKey(name)
        ? MatrixSides.matrix(tensor).take(orders.get(name), side).reshape(tensor.shape())
        : tensor;
  }

  private static Parameters bases(
      Parameters means, Parameters bases, Parameters orders, Tensor first, Tensor due) {
    return means.map((name, mean) -> {
      Tensor start = Matrices.eigenvectors(mean, bases.get(name), first);
      Tensor ordered = bases.get(name).take(orders.get(name), 1);
      return Matrices.orthogonal(mean.matmul(ordered), start, due);
    });
  }
}
