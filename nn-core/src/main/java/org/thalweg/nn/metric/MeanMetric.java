package org.thalweg.nn.metric;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** A metric that is a weighted mean over values. Measures their sum and the sum of weights. */
public interface MeanMetric extends Metric {
  /** Returns the values, whose leading axes are those of the examples. */
  Tensor values(Tensor prediction, Tensor target);

  @Override
  default Tensor measure(Tensor prediction, Tensor target, @Nullable Tensor weights) {
    Tensor values = values(prediction, target).to(DType.FLOAT64);
    if (weights == null) {
      return Tensors.stack(0, values.sum(), Tensor.scalar((double) values.size(), DType.FLOAT64));
    }
    Tensor factor = spread(weights.to(DType.FLOAT64), values.shape());
    Tensor counted = Tensors.where(factor.gt(0), values, 0);
    return Tensors.stack(0, counted.mul(factor).sum(), factor.sum());
  }

  /** Returns the mean, NaN over nothing. */
  @Override
  default double value(double[] measured) {
    return measured[0] / measured[1];
  }

  /** Returns weights of leading axes repeated along the others. */
  private static Tensor spread(Tensor weights, Shape shape) {
    Shape open = weights.shape();
    while (open.rank() < shape.rank()) {
      open = open.insert(open.rank(), 1);
    }
    return weights.reshape(open).broadcastTo(shape);
  }
}
