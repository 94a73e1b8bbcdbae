package org.thalweg.nn.layer;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.nn.Scope;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.init.Zeros;

/**
 * A fully connected layer: activation(x weight + bias), [N, ..., inputs] to [N, ..., units].
 *
 * <p>Parameters: {@code weight} [inputs, units] and {@code bias} [units], which starts at zero. The
 * number of inputs is that of the first call.
 *
 * @param units number of outputs
 * @param activation what the output goes through
 * @param initializer first value of the weight
 * @param bias whether there is a bias
 */
@Named("dense")
@Doc("Fully connected: activation(x weight + bias).")
public record Dense(
    @Doc("Number of outputs.") int units,
    @Default("identity") @Doc("What the output goes through.") Activation activation,
    @Default("glorot-uniform") @Doc("First value of the weight.") Initializer initializer,
    @Default("true") @Doc("Whether there is a bias.") boolean bias)
    implements Layer {
  /** Checks the number of units. */
  public Dense {
    require(units > 0, "units must be 1 or more, was %s", units);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    if (x.rank() < 2 || !x.dtype().isFloating()) {
      throw new ThalwegException(
          "dense takes floats of shape [examples, ..., inputs], was given %s".formatted(x.spec()));
    }
    long inputs = x.dim(-1);
    Tensor rows = x.rank() == 2 ? x : x.reshape(-1, inputs);
    Tensor y = rows.matmul(scope.parameter("weight", Shape.of(inputs, units), initializer));
    if (bias) {
      y = y.add(scope.parameter("bias", Shape.of(units), new Zeros()));
    }
    return activation.apply(y.reshape(x.shape().with(-1, units)));
  }
}
