package org.thalweg.engine.reference.language;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.tensor.Tensor;

/**
 * A function of some tensors through a primitive, and a point away from its kinks.
 *
 * @param primitive the primitive that the function is about
 * @param name what messages call it
 * @param function the function
 * @param point its arguments; floats are float64
 */
record Case(
    Class<? extends Primitive> primitive,
    String name,
    Function<List<Tensor>, Tensor> function,
    List<Tensor> point) {

  /** Returns the case of one primitive applied to its arguments as they are. */
  static Case of(Primitive primitive, Tensor... point) {
    return new Case(
        primitive.getClass(),
        primitive + " of " + Arrays.stream(point).map(Tensor::spec).toList(),
        x -> Tensor.recordAll(primitive, x).getFirst(),
        List.of(point));
  }

  /** Returns the case of a function that uses a primitive. */
  static Case of(
      Class<? extends Primitive> primitive,
      String name,
      Function<List<Tensor>, Tensor> function,
      Tensor... point) {
    return new Case(primitive, name, function, List.of(point));
  }

  /**
   * Returns the case of the function after a smooth one, so that second derivatives are not zero.
   * The smooth one, x + sin(x) / 2, rises everywhere: order and signs stay.
   */
  Case bent() {
    return new Case(
        primitive,
        name + ", bent",
        x -> function.apply(x.stream().map(Case::bend).toList()),
        point);
  }

  private static Tensor bend(Tensor x) {
    return x.dtype().isFloating() ? x.add(x.sin().mul(0.5)) : x;
  }

  /** Returns numbers spread evenly between two bounds. */
  static Tensor between(Random random, double low, double high, long... extents) {
    Shape shape = Shape.of(extents);
    double[] values = new double[Math.toIntExact(shape.size())];
    Arrays.setAll(values, _ -> low + (high - low) * random.nextDouble());
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  /** Returns numbers in random order, 0.13 apart, none nearer to 0 than 0.05. */
  static Tensor apart(Random random, long... extents) {
    Shape shape = Shape.of(extents);
    int count = Math.toIntExact(shape.size());
    Integer[] places = new Integer[count];
    Arrays.setAll(places, i -> i);
    java.util.Collections.shuffle(Arrays.asList(places), random);
    double[] values = new double[count];
    Arrays.setAll(values, i -> (places[i] - count / 2) * 0.13 + 0.06);
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  /** Returns indices from low to below high. */
  static Tensor indices(Random random, int low, int high, long... extents) {
    Shape shape = Shape.of(extents);
    long[] values = new long[Math.toIntExact(shape.size())];
    Arrays.setAll(values, _ -> low + random.nextInt(high - low));
    return Tensor.of(shape, DType.INT32, values);
  }

  @Override
  public String toString() {
    return name;
  }
}
