package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import java.util.LinkedHashMap;
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
import org.thalweg.optim.matrix.Matrices;

/**
 * Gradients preconditioned from both sides: {@code L^(-1/4) G R^(-1/4)}, where L is the sum of
 * {@code G G'} and R of {@code G' G}, each with {@code epsilon I} added.
 *
 * <p>With a beta below 1 the sums are running means. A side that is longer than {@code longestSide}
 * is left alone, and the other has the inverse square root. A tensor of more than two axes is a
 * matrix of its first axis by the others; a tensor of none or one is left as it is. Sums and roots
 * are in float64; roots are worked out anew at the first step and at one of every {@code every}.
 *
 * <p>Gupta, Koren and Singer, "Shampoo: preconditioned stochastic tensor optimization", 2018,
 * arXiv:1802.09568; grafting: Anil et al., "Scalable second order optimization for deep learning",
 * 2020, arXiv:2002.09018.
 *
 * @param beta the share of themselves that the means keep at a step, above 0; 1 for sums
 * @param epsilon what is added to the eigenvalues, above 0, in the unit of squared gradients
 * @param every the number of steps from root to root, 1 or more
 * @param grafting whose length a step has
 * @param longestSide the longest side that is preconditioned, 1 or more
 */
@Named("scale-by-shampoo")
@Doc("Gradients preconditioned from both sides by inverse roots of their covariances.")
public record ScaleByShampoo(
    @Default("1.0") @Doc("The share of themselves that the means keep; 1 for sums.") double beta,
    @Default("1e-4") @Doc("What is added to the eigenvalues.") double epsilon,
    @Default("1") @Doc("The number of steps from root to root.") int every,
    @Default("none") @Doc("Whose length a step has.") Grafting grafting,
    @Default("1024") @Doc("The longest side that is preconditioned.") int longestSide)
    implements GradientTransform<ScaleByShampoo.State> {
  /** What gives the length of a step of each tensor; the direction is always that of Shampoo. */
  public enum Grafting {
    /** Shampoo itself. */
    NONE,
    /** The gradient. */
    SGD,
    /** The gradient over the root of the sum of its squares, element by element. */
    ADAGRAD,
    /** The gradient over the root of the running mean of its squares. */
    RMSPROP
  }

  private static final double GRAFT_DECAY = 0.99;
  private static final double GRAFT_EPSILON = 1e-8;

  /**
   * What is kept for matrices whose sides are not too long.
   *
   * @param left sums of G G'
   * @param right sums of G' G
   * @param leftRoot their inverse roots
   * @param rightRoot their inverse roots
   * @param squares sums or means of squares, where a step is grafted with them
   */
  public record State(
      Parameters left,
      Parameters right,
      Parameters leftRoot,
      Parameters rightRoot,
      Parameters squares) {}

  /** Requires a beta above 0 up to 1, a positive epsilon, and whole numbers of 1 or more. */
  public ScaleByShampoo {
    require(0 < beta && beta <= 1, "beta must be above 0 and at most 1, was %s", beta);
    requirePositive(epsilon, "epsilon");
    require(every >= 1, "every must be 1 or more, was %s", every);
    require(longestSide >= 1, "longestSide must be 1 or more, was %s", longestSide);
  }

  @Override
  public State init(Parameters parameters) {
    boolean kept = grafting == Grafting.ADAGRAD || grafting == Grafting.RMSPROP;
    return new State(
        zeros(parameters, 0),
        zeros(parameters, 1),
        zeros(parameters, 0),
        zeros(parameters, 1),
        kept ? parameters.zerosLike() : new Parameters(new LinkedHashMap<>()));
  }

  private Parameters zeros(Parameters parameters, int side) {
    return MatrixSides.squares(
        parameters, side, longestSide, size -> Tensor.full(Shape.of(size, size), DType.FLOAT64, 0));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor due = Sums.firstOfEvery(every, context);
    Parameters left = sum(state.left, gradients, 0);
    Parameters right = sum(state.right, gradients, 1);
    Parameters leftRoot = roots(left, state.leftRoot, gradients, due);
    Parameters rightRoot = roots(right, state.rightRoot, gradients, due);
    Parameters squares = squares(state.squares, gradients);
    Parameters updates =
        gradients.map((name, g) ->
            graft(precondition(name, g, leftRoot, rightRoot), length(name, g, squares)));
    return new Updates<>(updates, new State(left, right, leftRoot, rightRoot, squares));
  }

  private Parameters sum(Parameters sums, Parameters gradients, int side) {
    return sums.map((name, sum) -> {
      Tensor products = MatrixSides.products(gradients.get(name), side);
      return beta == 1 ? sum.add(products) : sum.mul(beta).add(products.mul(1 - beta));
    });
  }

  private Parameters roots(Parameters sums, Parameters roots, Parameters gradients, Tensor due) {
    return sums.map((name, sum) -> {
      int order = 2 * MatrixSides.sides(gradients.get(name), longestSide);
      return Matrices.inverseRoot(sum, roots.get(name), due, order, epsilon);
    });
  }

  private static Tensor precondition(
      String name, Tensor gradient, Parameters leftRoot, Parameters rightRoot) {
    if (!MatrixSides.isMatrix(gradient)) {
      return gradient;
    }
    Tensor result = MatrixSides.matrix(gradient).to(DType.FLOAT64);
    if (leftRoot.tensors().containsKey(name)) {
      result = leftRoot.get(name).matmul(result);
    }
    if (rightRoot.tensors().containsKey(name)) {
      result = result.matmul(rightRoot.get(name));
    }
    return result.reshape(gradient.shape()).to(gradient.dtype());
  }

  private Parameters squares(Parameters squares, Parameters gradients) {
    return squares.map((name, sum) -> {
      Tensor square = gradients.get(name).square();
      return grafting == Grafting.ADAGRAD
          ? sum.add(square)
          : sum.mul(GRAFT_DECAY).add(square.mul(1 - GRAFT_DECAY));
    });
  }

  /** Returns the step whose length is taken. */
  private Tensor length(String name, Tensor gradient, Parameters squares) {
    return squares.tensors().containsKey(name)
        ? gradient.div(squares.get(name).sqrt().add(GRAFT_EPSILON))
        : gradient;
  }

  private Tensor graft(Tensor direction, Tensor length) {
    if (grafting == Grafting.NONE) {
      return direction;
    }
    Tensor wanted = length.square().sum().to(DType.FLOAT64).sqrt();
    Tensor own = direction.square().sum().to(DType.FLOAT64).sqrt();
    return direction.mul(Sums.ratio(wanted, own).to(direction.dtype()));
  }
}
