package org.thalweg.optim.function;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.thalweg.api.Checks;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * A function of a vector x with known minima, all of value 0.
 *
 * <p>A list is in Jamil and Yang, "A literature survey of benchmark functions for global
 * optimization problems", 2013, arXiv:1308.4008.
 */
@SuppressWarnings("ImmutableEnumChecker") // tensors do not change
public enum TestFunction {
  /** A banana-shaped valley: the sum over i of 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2. */
  ROSENBROCK(at(-1.2, 1), List.of(at(1, 1))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor head = x.slice(0, 0, x.dim(0) - 1);
      Tensor tail = x.slice(0, 1, x.dim(0));
      return tail.sub(head.square()).square().mul(100).add(head.rsub(1).square()).sum();
    }
  },

  /** A round bowl: the sum of squares. */
  SPHERE(at(1, 1), List.of(at(0, 0))) {
    @Override
    public Tensor value(Tensor x) {
      return x.square().sum();
    }
  },

  /**
   * A long bowl: half the sum of c_i x_i^2, where c rises evenly in its logarithm from 1 to 100.
   */
  QUADRATIC(at(1, 1), List.of(at(0, 0))) {
    @Override
    public Tensor value(Tensor x) {
      long last = Math.max(1, x.dim(0) - 1);
      Tensor power = Tensors.arange(x.dim(0), x.dtype()).mul(Math.log(100) / last);
      return power.exp().mul(x.square()).sum().mul(0.5);
    }
  },

  /**
   * Beale's: (1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2, with steep corners
   * and flat arms.
   */
  BEALE(at(1, 1), List.of(at(3, 0.5))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor first = plane(x, 0);
      Tensor second = plane(x, 1);
      return term(first, second, 1.5)
          .add(term(first, second.square(), 2.25))
          .add(term(first, second.pow(3), 2.625));
    }

    private static Tensor term(Tensor x, Tensor power, double constant) {
      return x.mul(power.sub(1)).add(constant).square();
    }
  },

  /** Himmelblau's: (x^2 + y - 11)^2 + (x + y^2 - 7)^2, with four minima. */
  HIMMELBLAU(
      at(1, 1),
      List.of(
          at(3, 2),
          at(-2.805118086952745, 3.131312518250573),
          at(-3.779310253377747, -3.2831859912861696),
          at(3.5844283403304917, -1.8481265269644034))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor first = plane(x, 0);
      Tensor second = plane(x, 1);
      return first
          .square()
          .add(second)
          .sub(11)
          .square()
          .add(first.add(second.square()).sub(7).square());
    }
  },

  /** Booth's: (x + 2 y - 7)^2 + (2 x + y - 5)^2. */
  BOOTH(at(0, 0), List.of(at(1, 3))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor first = plane(x, 0);
      Tensor second = plane(x, 1);
      return first.add(second.mul(2)).sub(7).square().add(first.mul(2).add(second).sub(5).square());
    }
  };

  private final Tensor start;
  private final List<Tensor> minima;

  TestFunction(Tensor start, List<Tensor> minima) {
    this.start = start;
    this.minima = minima;
  }

  /**
   * Returns the value at a point, a scalar.
   *
   * @param x a vector of floats; Beale's, Himmelblau's and Booth's take two elements, Rosenbrock's
   *     two or more
   */
  public abstract Tensor value(Tensor x);

  /** Returns the point that a descent usually starts from, in float64. */
  public Tensor start() {
    return start;
  }

  /** Returns the points of two elements where the function is least, in float64. */
  public List<Tensor> minima() {
    return minima;
  }

  /**
   * Returns the function of a name such as {@code rosenbrock}.
   *
   * @throws ThalwegException if there is none; the message suggests the nearest names
   */
  public static TestFunction named(String name) {
    List<String> names = Arrays.stream(values()).map(TestFunction::toString).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new ThalwegException(
          "unknown function '%s'%s".formatted(name, Suggestions.of(name, names)));
    }
    return List.of(values()).get(index);
  }

  /** Returns the name, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns an element of a point of two. */
  private static Tensor plane(Tensor x, int element) {
    Checks.require(
        x.shape().equals(Shape.of(2)),
        "the function is one of two numbers, was given %s",
        x.spec());
    return x.select(0, element);
  }

  private static Tensor at(double... point) {
    return Tensor.of(Shape.of(point.length), DType.FLOAT64, point);
  }
}
