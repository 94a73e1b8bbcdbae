package org.thalweg.engine.reference;

import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Contraction;

/** Sums of products. */
final class Contractions {
  private Contractions() {}

  static Value run(Contraction primitive, Value a, Value b, Spec spec) {
    return switch (primitive) {
      case Contraction.MatMul() -> matmul(a, b, spec);
      case Contraction.Conv conv -> conv(conv, a, b, spec);
    };
  }

  private static Value matmul(Value a, Value b, Spec spec) {
    int rows = (int) a.shape().dim(-2);
    int inner = (int) a.shape().dim(-1);
    int columns = (int) b.shape().dim(-1);
    long matrices = spec.shape().slice(0, spec.shape().rank() - 2).size();
    Value result = Value.zeros(spec);
    for (int matrix = 0; matrix < matrices; matrix++) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double sum = 0;
          for (int k = 0; k < inner; k++) {
            sum +=
                a.real((matrix * rows + i) * inner + k)
                    * b.real((matrix * inner + k) * columns + j);
          }
          result.set((matrix * rows + i) * columns + j, sum);
        }
      }
    }
    return result;
  }

  private static Value conv(Contraction.Conv conv, Value image, Value filter, Spec spec) {
    Shape window = filter.shape().slice(1, filter.shape().rank());
    long channels = window.dim(0);
    long filtersPerGroup = filter.shape().dim(0) / conv.groups();
    Value result = Value.zeros(spec);
    Coordinates.each(
        spec.shape(),
        at -> {
          double[] sum = new double[1];
          Coordinates.each(
              window,
              tap -> {
                long[] pixel = new long[at.length];
                long[] weight = new long[at.length];
                pixel[0] = at[0];
                pixel[1] = at[1] / filtersPerGroup * channels + tap[0];
                weight[0] = at[1];
                weight[1] = tap[0];
                for (int axis = 2; axis < at.length; axis++) {
                  pixel[axis] =
                      at[axis] * conv.strides().get(axis - 2)
                          + tap[axis - 1] * conv.dilations().get(axis - 2);
                  weight[axis] = tap[axis - 1];
                }
                sum[0] +=
                    image.real(Coordinates.index(image.shape(), pixel))
                        * filter.real(Coordinates.index(filter.shape(), weight));
              });
          result.set(Coordinates.index(spec.shape(), at), sum[0]);
        });
    return result;
  }
}
