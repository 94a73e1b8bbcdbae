package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.minimize.Objective;
import org.thalweg.api.minimize.Position;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;

/** A function of parameters, compiled, as a function of one vector; it counts its evaluations. */
final class CompiledObjective implements Objective {
  private record Pair(Parameters point, Parameters direction) {}

  private record Cotangent(Parameters point, Tensor weights) {}

  private final Parameters like;
  private final Compiled<Parameters, Tensor> value;
  private final Compiled<Parameters, ValueAndGrad<Parameters>> slope;
  private final Compiled<Pair, Parameters> product;
  private final @Nullable Residuals residuals;
  private final double precision;
  private long evaluations;

  /** What there is for sums of squares. */
  private record Residuals(
      Compiled<Parameters, Tensor> values,
      Compiled<Pair, Tensor> forward,
      Compiled<Cotangent, Parameters> backward) {
    static Residuals of(Function<Parameters, Tensor> function) {
      return new Residuals(
          Compiled.of(function),
          Compiled.of(pair -> Grad.jvp(function, pair.point, pair.direction)),
          Compiled.of(at ->
              Grad.grad((Parameters p) -> function.apply(p).mul(at.weights).sum())
                  .apply(at.point)));
    }
  }

  private CompiledObjective(
      Parameters like,
      Function<Parameters, Tensor> function,
      @Nullable Residuals residuals,
      DType results) {
    like.tensors()
        .forEach((name, tensor) ->
            require(
                tensor.dtype().isFloating(),
                "parameter '%s' is %s; only floats can be minimised over",
                name,
                tensor.spec()));
    this.like = like;
    this.value = Compiled.of(function);
    this.slope = Compiled.of(Grad.valueAndGrad(function));
    this.product = Compiled.of(pair -> Grad.hvp(function, pair.point, pair.direction));
    this.residuals = residuals;
    this.precision =
        like.tensors().values().stream()
            .mapToDouble(tensor -> precision(tensor.dtype()))
            .reduce(precision(results), Math::max);
  }

  /** Returns a function whose value is a scalar. */
  static CompiledObjective of(Parameters like, Function<Parameters, Tensor> function) {
    return new CompiledObjective(like, function, null, function.apply(like).dtype());
  }

  /** Returns half the sum of squares of a function whose value is a tensor of residuals. */
  static CompiledObjective ofResiduals(Parameters like, Function<Parameters, Tensor> function) {
    Function<Parameters, Tensor> flat = p -> function.apply(p).flatten(0);
    return new CompiledObjective(
        like,
        p -> flat.apply(p).to(DType.FLOAT64).square().sum().mul(0.5),
        Residuals.of(flat),
        flat.apply(like).dtype());
  }

  private static double precision(DType dtype) {
    return dtype == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
  }

  /** Returns the numbers of parameters, one tensor after another. */
  static double[] vector(Parameters parameters) {
    double[] vector = new double[Math.toIntExact(parameters.size())];
    int from = 0;
    for (Tensor tensor : parameters.tensors().values()) {
      double[] part = tensor.toDoubleArray();
      System.arraycopy(part, 0, vector, from, part.length);
      from += part.length;
    }
    return vector;
  }

  /** Returns parameters of a vector's numbers, each in its own shape and type. */
  Parameters parameters(double[] vector) {
    int[] from = {0};
    return like.map(tensor -> {
      int size = (int) tensor.size();
      double[] part = Arrays.copyOfRange(vector, from[0], from[0] + size);
      from[0] += size;
      return tensor.dtype() == DType.FLOAT64
          ? Vectors.tensor(tensor.shape(), part)
          : Tensor.of(tensor.shape(), tensor.dtype(), part);
    });
  }

  /** Returns how often value, gradient, Hessian product, residuals or Jacobian were computed. */
  long evaluations() {
    return evaluations;
  }

  @Override
  public int size() {
    return Math.toIntExact(like.size());
  }

  @Override
  public double precision() {
    return precision;
  }

  @Override
  public double value(double[] point) {
    evaluations++;
    return value.apply(parameters(point)).item();
  }

  @Override
  public Position at(double[] point) {
    evaluations++;
    ValueAndGrad<Parameters> here = slope.apply(parameters(point));
    return new Position(
        Vectors.vector(point),
        Vectors.scalar(here.value().item()),
        Vectors.vector(vector(here.gradient())));
  }

  @Override
  public double[] hessianProduct(double[] point, double[] direction) {
    evaluations++;
    return vector(product.apply(new Pair(parameters(point), parameters(direction))));
  }

  @Override
  public double[] residuals(double[] point) {
    evaluations++;
    return known().values.apply(parameters(point)).toDoubleArray();
  }

  @Override
  public double[][] jacobian(double[] point) {
    evaluations++;
    Residuals function = known();
    Parameters here = parameters(point);
    int unknowns = size();
    Tensor like = function.values.apply(here);
    int count = Math.toIntExact(like.size());
    double[][] columns = new double[unknowns][];
    if (unknowns <= count) {
      for (int j = 0; j < unknowns; j++) {
        Pair pair = new Pair(here, parameters(unit(unknowns, j)));
        columns[j] = function.forward.apply(pair).toDoubleArray();
      }
      return columns;
    }
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Tensor weights = Tensor.of(like.shape(), like.dtype(), unit(count, i));
      rows.add(vector(function.backward.apply(new Cotangent(here, weights))));
    }
    for (int j = 0; j < unknowns; j++) {
      int column = j;
      columns[j] = rows.stream().mapToDouble(row -> row[column]).toArray();
    }
    return columns;
  }

  private Residuals known() {
    if (residuals == null) {
      throw new ThalwegException(
          "the method takes residuals, and was given a function; use Minimize.squares");
    }
    return residuals;
  }

  private static double[] unit(int size, int one) {
    double[] unit = new double[size];
    unit[one] = 1;
    return unit;
  }
}
