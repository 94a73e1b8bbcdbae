package org.thalweg.testkit.loss;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.tensor.Tensor;

/** Makes random tensors of a domain. */
final class Sampler {
  private Sampler() {}

  /** Returns a tensor that a loss takes: float64, integers or bools. */
  static Tensor draw(Signature.Input input, Map<String, Long> extents, RandomGenerator random) {
    Shape shape = input.axes().shape(extents);
    return switch (input.domain()) {
      case SHARES -> draw(Domain.REAL, shape, random).softmax(-1).eval();
      case LOG_SHARES -> draw(Domain.REAL, shape, random).logSoftmax(-1).eval();
      case BOX -> boxes(shape, random);
      case FLAG -> integers(shape, DType.BOOL, 0, 2, random);
      case CLASS_INDEX -> integers(shape, DType.INT64, 0, extent(extents, input.of()), random);
      case CLASS_INDEX_OR_NONE ->
          integers(shape, DType.INT64, -1, extent(extents, input.of()), random);
      case LABEL -> integers(shape, DType.INT64, 0, 3, random);
      case LENGTH -> integers(shape, DType.INT64, 1, extent(extents, input.of()) + 1, random);
      default -> draw(input.domain(), shape, random);
    };
  }

  /** Returns the extent of an axis by its name. */
  static long extent(Map<String, Long> extents, String name) {
    Long extent = extents.get(name);
    if (extent == null) {
      throw new AssertionError("no tensor has an axis " + name + ", only " + extents.keySet());
    }
    return extent;
  }

  private static Tensor integers(
      Shape shape, DType dtype, long low, long high, RandomGenerator random) {
    return Tensor.of(shape, dtype, random.longs(shape.size(), low, high).toArray());
  }

  private static Tensor boxes(Shape shape, RandomGenerator random) {
    double[] corners = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < corners.length; i += 4) {
      for (int axis = 0; axis < 2; axis++) {
        corners[i + axis] = random.nextDouble(0, 2);
        corners[i + 2 + axis] = corners[i + axis] + random.nextDouble(0.5, 3);
      }
    }
    return Tensor.of(shape, DType.FLOAT64, corners);
  }

  private static Tensor draw(Domain domain, Shape shape, RandomGenerator random) {
    double[] values = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      double normal = 2 * random.nextGaussian();
      values[i] =
          switch (domain) {
            case POSITIVE, NON_NEGATIVE -> Math.exp(normal / 2);
            case ABOVE_MINUS_ONE -> Math.exp(normal / 2) - 0.9;
            case PROBABILITY -> random.nextDouble(0.02, 0.98);
            case LOG_PROBABILITY -> -Math.abs(normal) - 0.01;
            case SIGN -> Math.signum(normal);
            default -> normal;
          };
    }
    return Tensor.of(shape, DType.FLOAT64, values);
  }
}
