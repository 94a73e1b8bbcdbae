package org.thalweg.nn.model;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/** A network and its weights. Immutable and thread-safe. */
public final class Model {
  /** What prediction is a function of. */
  private record Query(Weights weights, Tensor input) {}

  private final Network network;
  private final Spec input;
  private final Weights weights;
  private final Compiled<Query, Tensor> predict;

  private Model(Network network, Spec input, Weights weights, Compiled<Query, Tensor> predict) {
    this.network = network;
    this.input = input;
    this.weights = weights;
    this.predict = predict;
  }

  /** Returns a model of weights that exist already. */
  public static Model of(Network network, Spec input, Weights weights) {
    Tensor key = Randoms.key(0);
    return new Model(
        network,
        input,
        weights,
        Compiled.of(query -> network.apply(query.weights, query.input, false, key).output()));
  }

  /**
   * Returns a model with first weights.
   *
   * @param layer the layer; usually a sequence of others
   * @param input shape and type of a batch; the number of examples does not matter
   * @param seed the same seed gives the same bits
   */
  public static Model of(Layer layer, Spec input, long seed) {
    Network network = new Network(layer);
    return of(network, input, network.init(input, seed));
  }

  /** Returns a float32 model with first weights; see {@link #of(Layer, Spec, long)}. */
  public static Model of(Layer layer, Shape input, long seed) {
    return of(layer, new Spec(input, DType.FLOAT32), seed);
  }

  /** Returns the network. */
  public Network network() {
    return network;
  }

  /** Returns shape and type of the batch that the model was made for. */
  public Spec input() {
    return input;
  }

  /** Returns the weights. */
  public Weights weights() {
    return weights;
  }

  /** Returns this network with other weights. */
  public Model with(Weights others) {
    return new Model(network, input, others, predict);
  }

  /**
   * Returns what the network gives for a batch. Compiled once for each number of examples.
   *
   * @throws ThalwegException if the batch is not of the model's type, or its examples not of the
   *     model's shape
   */
  public Tensor predict(Tensor batch) {
    Spec expected = input.with(input.shape().with(0, batch.rank() == 0 ? 0 : batch.dim(0)));
    if (!batch.spec().equals(expected)) {
      throw new ThalwegException(
          "the model takes %s, was given %s".formatted(expected, batch.spec()));
    }
    return predict.apply(new Query(weights, batch));
  }

  /** Returns the table of layers. */
  public Summary summary() {
    return network.summary(input);
  }
}
