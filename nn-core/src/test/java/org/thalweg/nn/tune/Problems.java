package org.thalweg.nn.tune;

import java.util.SplittableRandom;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.activation.Identity;
import org.thalweg.nn.activation.Tanh;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.init.Constant;
import org.thalweg.nn.init.GlorotUniform;
import org.thalweg.nn.layer.Dense;
import org.thalweg.nn.layer.Layers;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.PreparedData;
import org.thalweg.nn.train.TrainingOptions;

/** Small pipelines to tune. */
final class Problems {
  private Problems() {}

  /**
   * One weight w that starts at 1, and the loss (c w)^2 in float64: its second derivative is 2 c^2.
   */
  static Pipeline quadratic(double c, Optimizer optimizer) {
    Dataset data =
        Dataset.of(
            Tensor.full(Shape.of(4, 1), DType.FLOAT64, c).eval(),
            Tensor.full(Shape.of(4, 1), DType.FLOAT64, 0).eval());
    Layer line = new Dense(1, new Identity(), new Constant(1), false);
    return Pipeline.of(
        PreparedData.of(data),
        line,
        new Mse(),
        optimizer,
        TrainingOptions.epochs(3).batchSize(TrainingOptions.ALL));
  }

  /** Three classes of points in the plane, in batches, by a network with a hidden layer. */
  static Pipeline classes(int examples, Optimizer optimizer, int epochs) {
    SplittableRandom random = new SplittableRandom(7);
    float[][] inputs = new float[examples][2];
    int[] labels = new int[examples];
    for (int i = 0; i < examples; i++) {
      labels[i] = i % 7 == 0 ? 0 : 1 + i % 2;
      inputs[i][0] = (float) (labels[i] + 0.4 * random.nextGaussian());
      inputs[i][1] = (float) (labels[i] % 2 + 0.4 * random.nextGaussian());
    }
    return Pipeline.of(
        PreparedData.of(Dataset.of(inputs, labels)),
        Layers.sequential(
            new Dense(8, new Tanh(), new GlorotUniform(), true),
            new Dense(3, new Identity(), new GlorotUniform(), true)),
        new CrossEntropy(0),
        optimizer,
        TrainingOptions.epochs(epochs).batchSize(16).seed(3));
  }
}
