package org.thalweg.optim.minimize;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.minimize.Position;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;

/**
 * Runs a method on a function of parameters: the function is compiled once, with what the method
 * wants to know of it, and evaluated as the method asks.
 *
 * <p>Points, gradients and all that methods keep are float64, whatever the parameters are; numbers
 * are rounded to the parameters' types where the function is evaluated.
 *
 * @param minimizer the method
 * @param stop when to end
 * @param <M> what the method keeps
 */
public record Minimize<M>(Minimizer<M> minimizer, Stop stop) {
  /**
   * All that goes from iteration to iteration: a tree of tensors. A run that goes on from a saved
   * one gives the bits of one that was not interrupted.
   *
   * @param position where it is
   * @param memory what the method keeps
   * @param iterations the number of iterations done, an int64 scalar
   * @param evaluations the number of evaluations done, an int64 scalar
   * @param <M> the type of what the method keeps
   */
  public record State<M>(Position position, M memory, Tensor iterations, Tensor evaluations) {
    /** Returns the value. */
    public double value() {
      return position.f();
    }

    /** Returns the largest absolute value in the gradient, NaN if the method takes none. */
    public double gradientNorm() {
      return position.gradient().size() == 0 ? Double.NaN : Vectors.largest(position.g());
    }

    /** Returns the number of iterations done. */
    public long iteration() {
      return Vectors.count(iterations);
    }
  }

  /**
   * How a minimisation ended.
   *
   * @param point the parameters there, in their own types
   * @param value the value there; for residuals half the sum of their squares
   * @param gradientNorm the largest absolute value in the gradient, NaN if the method takes none
   * @param evaluations how often value (with its gradient or without), Hessian product, residuals
   *     or Jacobian were computed, each one counted
   * @param iterations how many steps were taken
   * @param reason why it ended
   * @param state the last state, to go on from
   * @param <M> the type of what the method keeps
   */
  public record Result<M>(
      Parameters point,
      double value,
      double gradientNorm,
      long evaluations,
      long iterations,
      Reason reason,
      State<M> state) {}

  /** Returns what runs a method until {@link Stop#DEFAULT}. */
  public static <M> Minimize<M> by(Minimizer<M> minimizer) {
    return new Minimize<>(minimizer, Stop.DEFAULT);
  }

  /** Returns what ends otherwise. */
  public Minimize<M> until(Stop end) {
    return new Minimize<>(minimizer, end);
  }

  /**
   * Minimises a function.
   *
   * @param start the point to start from
   * @param function a pure function whose value is a scalar
   */
  public Result<M> function(Parameters start, Function<Parameters, Tensor> function) {
    return function(start, function, _ -> {});
  }

  /**
   * Minimises a function.
   *
   * @param start the point to start from
   * @param function a pure function whose value is a scalar
   * @param each is told the state after each iteration
   */
  public Result<M> function(
      Parameters start, Function<Parameters, Tensor> function, Consumer<? super State<M>> each) {
    return run(beginFunction(start, function), each);
  }

  /**
   * Minimises half the sum of squares of residuals.
   *
   * @param start the point to start from
   * @param residuals a pure function whose value is a tensor of residuals
   */
  public Result<M> squares(Parameters start, Function<Parameters, Tensor> residuals) {
    return squares(start, residuals, _ -> {});
  }

  /**
   * Minimises half the sum of squares of residuals.
   *
   * @param start the point to start from
   * @param residuals a pure function whose value is a tensor of residuals
   * @param each is told the state after each iteration
   */
  public Result<M> squares(
      Parameters start, Function<Parameters, Tensor> residuals, Consumer<? super State<M>> each) {
    return run(beginSquares(start, residuals), each);
  }

  /**
   * Goes on minimising a function.
   *
   * @param like parameters of the names, shapes and types of the start
   * @param state where to go on from
   * @param function the function
   * @param each is told the state after each iteration
   */
  public Result<M> resumeFunction(
      Parameters like,
      State<M> state,
      Function<Parameters, Tensor> function,
      Consumer<? super State<M>> each) {
    return run(new Minimization<>(this, CompiledObjective.of(like, function), state), each);
  }

  /**
   * Goes on minimising half the sum of squares of residuals.
   *
   * @param like parameters of the names, shapes and types of the start
   * @param state where to go on from
   * @param residuals the function
   * @param each is told the state after each iteration
   */
  public Result<M> resumeSquares(
      Parameters like,
      State<M> state,
      Function<Parameters, Tensor> residuals,
      Consumer<? super State<M>> each) {
    return run(
        new Minimization<>(this, CompiledObjective.ofResiduals(like, residuals), state), each);
  }

  /**
   * Begins to minimise a function: the start is evaluated, no iteration is taken.
   *
   * @param start the point to start from
   * @param function a pure function whose value is a scalar
   */
  public Minimization<M> beginFunction(Parameters start, Function<Parameters, Tensor> function) {
    return new Minimization<>(this, CompiledObjective.of(start, function), start);
  }

  /**
   * Begins to minimise half the sum of squares of residuals: the start is evaluated, no iteration
   * is taken.
   *
   * @param start the point to start from
   * @param residuals a pure function whose value is a tensor of residuals
   */
  public Minimization<M> beginSquares(Parameters start, Function<Parameters, Tensor> residuals) {
    return new Minimization<>(this, CompiledObjective.ofResiduals(start, residuals), start);
  }

  private static <M> Result<M> run(Minimization<M> minimization, Consumer<? super State<M>> each) {
    while (true) {
      long before = minimization.state().iteration();
      Optional<Reason> end = minimization.advance();
      if (minimization.state().iteration() > before) {
        each.accept(minimization.state());
      }
      if (end.isPresent()) {
        return minimization.result(end.get());
      }
    }
  }
}
