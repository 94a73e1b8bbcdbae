package org.thalweg.optim.function;

import java.util.Arrays;
import java.util.Collections;
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
 * A function of a vector x with known minima, as a problem of a usual number of elements.
 *
 * <p>Some have many minima; a method that goes downhill ends in the one whose valley it starts in,
 * or at any other point where the gradient is zero.
 *
 * <p>A list is in Jamil and Yang, "A literature survey of benchmark functions for global
 * optimization problems", 2013, arXiv:1308.4008; Powell's, Wood's and Brown's are problems of Moré,
 * Garbow and Hillstrom, "Testing unconstrained optimization software", 1981.
 */
@SuppressWarnings("ImmutableEnumChecker") // tensors do not change
public enum TestFunction {
  /** A banana-shaped valley: the sum over i of 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2. */
  ROSENBROCK(square(-2, 2), at(-1.2, 1), 0, List.of(at(1, 1))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor head = x.slice(0, 0, x.dim(0) - 1);
      Tensor tail = x.slice(0, 1, x.dim(0));
      return tail.sub(head.square()).square().mul(100).add(head.rsub(1).square()).sum();
    }
  },

  /** A round bowl: the sum of squares. */
  SPHERE(square(-2, 2), at(1, 1), 0, List.of(at(0, 0))) {
    @Override
    public Tensor value(Tensor x) {
      return x.square().sum();
    }
  },

  /**
   * A long bowl: half the sum of c_i x_i^2, where c rises evenly in its logarithm from 1 to 100.
   */
  QUADRATIC(square(-2, 2), at(1, 1), 0, List.of(at(0, 0))) {
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
  BEALE(square(-4.5, 4.5), at(1, 1), 0, List.of(at(3, 0.5))) {
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
      square(-5, 5),
      at(1, 1),
      0,
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
  BOOTH(square(-10, 10), at(0, 0), 0, List.of(at(1, 3))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor first = plane(x, 0);
      Tensor second = plane(x, 1);
      return first.add(second.mul(2)).sub(7).square().add(first.mul(2).add(second).sub(5).square());
    }
  },

  /** Matyas's: 0.26 (x^2 + y^2) - 0.48 x y, a flat bowl. */
  MATYAS(square(-10, 10), at(6, 6), 0, List.of(at(0, 0))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor product = plane(x, 0).mul(plane(x, 1));
      return x.square().sum().mul(0.26).sub(product.mul(0.48));
    }
  },

  /** Zakharov's: |x|^2 + s^2 + s^4, where s is the sum over i from 1 of i x_i / 2. */
  ZAKHAROV(cube(6, -5, 10), at(600, 700, 200, 100, 90, 1000), 0, List.of(at(0, 0, 0, 0, 0, 0))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor weights = Tensors.arange(x.dim(0), x.dtype()).add(1).mul(0.5);
      Tensor sum = weights.mul(x).sum().square();
      return x.square().sum().add(sum).add(sum.square());
    }
  },

  /**
   * Branin's: (y - 5.1 x^2 / (4 pi^2) + 5 x / pi - 6)^2 + 10 (1 - 1 / (8 pi)) cos(x) + 10, with
   * three minima of one value.
   */
  BRANIN(
      List.of(new Range(-5, 10), new Range(0, 15)),
      at(2.5, 7.5),
      5 / (4 * Math.PI),
      List.of(at(-Math.PI, 12.275), at(Math.PI, 2.275), at(3 * Math.PI, 2.475))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor first = plane(x, 0);
      Tensor bent =
          first.square().mul(-5.1 / (4 * Math.PI * Math.PI)).add(first.mul(5 / Math.PI)).sub(6);
      return plane(x, 1).add(bent).square().add(first.cos().mul(10 - 10 / (8 * Math.PI))).add(10);
    }
  },

  /**
   * Goldstein and Price's: (1 + (x + y + 1)^2 (19 - 14 x + 3 x^2 - 14 y + 6 x y + 3 y^2)) (30 + (2
   * x - 3 y)^2 (18 - 32 x + 12 x^2 + 48 y - 36 x y + 27 y^2)), of values from 3 to a million.
   */
  GOLDSTEIN_PRICE(square(-2, 2), at(-0.5, -0.5), 3, List.of(at(0, -1))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor first = plane(x, 0);
      Tensor second = plane(x, 1);
      Tensor sum = first.add(second);
      // both brackets are quadratics of one number
      Tensor left = sum.add(1).square().mul(sum.square().mul(3).sub(sum.mul(14)).add(19)).add(1);
      Tensor slant = first.mul(2).sub(second.mul(3));
      Tensor right = slant.square().mul(slant.square().mul(3).sub(slant.mul(16)).add(18)).add(30);
      return left.mul(right);
    }
  },

  /** Styblinski and Tang's: half the sum of x_i^4 - 16 x_i^2 + 5 x_i, with 2^n minima. */
  STYBLINSKI_TANG(
      square(-5, 5),
      at(-1, -1),
      2 * -39.16616570377142,
      List.of(at(-2.903534027771177, -2.903534027771177))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor square = x.square();
      return square.square().sub(square.mul(16)).add(x.mul(5)).sum().mul(0.5);
    }
  },

  /**
   * Rastrigin's: the sum of x_i^2 + 10 - 10 cos(2 pi x_i), with a minimum near each lattice point.
   */
  RASTRIGIN(square(-5.12, 5.12), at(0.3, -0.4), 0, List.of(at(0, 0))) {
    @Override
    public Tensor value(Tensor x) {
      return x.square().add(x.mul(2 * Math.PI).cos().mul(-10).add(10)).sum();
    }
  },

  /**
   * Ackley's: 20 + e - 20 exp(-0.2 sqrt(mean of x_i^2)) - exp(mean of cos(2 pi x_i)), a plain of
   * ripples around a funnel. It has a peak in place of a derivative at its minimum; the gradient
   * there counts as 0.
   */
  ACKLEY(square(-32.768, 32.768), at(0.5, -0.4), 0, List.of(at(0, 0))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor distance = x.norm().mul(-0.2 / Math.sqrt((double) x.dim(0)));
      Tensor waves = x.mul(2 * Math.PI).cos().mean();
      return distance.expm1().mul(-20).sub(waves.sub(1).expm1().mul(Math.E));
    }
  },

  /**
   * The egg holder: -(y + 47) sin(sqrt(|x / 2 + y + 47|)) - x sin(sqrt(|x - y - 47|)), whose least
   * value in its domain is at the edge.
   */
  EGGHOLDER(square(-512, 512), at(0, 0), -959.6406627208509, List.of(at(512, 404.2318051137578))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor first = plane(x, 0);
      Tensor second = plane(x, 1).add(47);
      Tensor left = first.mul(0.5).add(second).abs().sqrt().sin().mul(second);
      return left.add(first.sub(second).abs().sqrt().sin().mul(first)).neg();
    }
  },

  /**
   * Powell's: (a + 10 b)^2 + 5 (c - d)^2 + (b - 2 c)^4 + 10 (a - d)^4, whose Hessian is singular at
   * the minimum.
   */
  POWELL(cube(4, -4, 5), at(3, -1, 0, 1), 0, List.of(at(0, 0, 0, 0))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor a = four(x, 0);
      Tensor b = four(x, 1);
      Tensor c = four(x, 2);
      Tensor d = four(x, 3);
      return a.add(b.mul(10))
          .square()
          .add(c.sub(d).square().mul(5))
          .add(b.sub(c.mul(2)).pow(4))
          .add(a.sub(d).pow(4).mul(10));
    }
  },

  /**
   * Wood's: 100 (b - a^2)^2 + (1 - a)^2 + 90 (d - c^2)^2 + (1 - c)^2 + 10 (b + d - 2)^2 + (b - d)^2
   * / 10, two valleys that are coupled.
   */
  WOOD(cube(4, -10, 10), at(-3, -1, -3, -1), 0, List.of(at(1, 1, 1, 1))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor a = four(x, 0);
      Tensor b = four(x, 1);
      Tensor c = four(x, 2);
      Tensor d = four(x, 3);
      return b.sub(a.square())
          .square()
          .mul(100)
          .add(a.rsub(1).square())
          .add(d.sub(c.square()).square().mul(90))
          .add(c.rsub(1).square())
          .add(b.add(d).sub(2).square().mul(10))
          .add(b.sub(d).square().mul(0.1));
    }
  },

  /** Brown's, badly scaled: (x - 10^6)^2 + (y - 2 10^-6)^2 + (x y - 2)^2. */
  BROWN(square(-2e6, 2e6), at(1, 1), 0, List.of(at(1e6, 2e-6))) {
    @Override
    public Tensor value(Tensor x) {
      Tensor first = plane(x, 0);
      Tensor second = plane(x, 1);
      return first
          .sub(1e6)
          .square()
          .add(second.sub(2e-6).square())
          .add(first.mul(second).sub(2).square());
    }
  };

  /**
   * The range of an element.
   *
   * @param low its least value
   * @param high its largest
   */
  public record Range(double low, double high) {}

  private final List<Range> domain;
  private final Tensor start;
  private final double minimum;
  private final List<Tensor> minima;

  TestFunction(List<Range> domain, Tensor start, double minimum, List<Tensor> minima) {
    this.domain = domain;
    this.start = start;
    this.minimum = minimum;
    this.minima = minima;
  }

  /**
   * Returns the value at a point, a scalar.
   *
   * @param x a vector of floats. Rosenbrock's, Zakharov's, Styblinski and Tang's, Rastrigin's,
   *     Ackley's and the bowls take any number of elements, Rosenbrock's two or more; Powell's and
   *     Wood's take four, the others two
   */
  public abstract Tensor value(Tensor x);

  /** Returns the ranges where the function is usually looked at, one for each element. */
  public List<Range> domain() {
    return domain;
  }

  /** Returns the point that a descent usually starts from, in float64. */
  public Tensor start() {
    return start;
  }

  /** Returns the least value in the domain, for as many elements as the start has. */
  public double minimum() {
    return minimum;
  }

  /** Returns the points where the function is least, of as many elements as the start. */
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

  /** Returns the name, in lower case, words with a hyphen. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns an element of a point of two. */
  private static Tensor plane(Tensor x, int element) {
    Checks.require(
        x.shape().equals(Shape.of(2)),
        "the function is one of two numbers, was given %s",
        x.spec());
    return x.select(0, element);
  }

  /** Returns an element of a point of four. */
  private static Tensor four(Tensor x, int element) {
    Checks.require(
        x.shape().equals(Shape.of(4)),
        "the function is one of four numbers, was given %s",
        x.spec());
    return x.select(0, element);
  }

  private static List<Range> square(double low, double high) {
    return cube(2, low, high);
  }

  private static List<Range> cube(int size, double low, double high) {
    return Collections.nCopies(size, new Range(low, high));
  }

  private static Tensor at(double... point) {
    return Tensor.of(Shape.of(point.length), DType.FLOAT64, point);
  }
}
