package org.thalweg.nn.model;

import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Trace;

/**
 * A layer as a pure function of weights and input.
 *
 * @param layer the layer; usually a sequence of others
 */
public record Network(Layer layer) {
  /**
   * Returns first weights: the layer is traced once, and parameters are drawn in the order in which
   * it asks for them.
   *
   * @param input shape and type of a batch; the number of examples does not matter. Parameters have
   *     its type, or float32 if it holds integers
   * @param seed the same seed gives the same bits
   */
  public Weights init(Spec input, long seed) {
    Weights weights = draw(input, seed);
    Tensor.eval(
        Stream.of(weights.parameters(), weights.states())
            .flatMap(parameters -> parameters.tensors().values().stream())
            .toArray(Tensor[]::new));
    return weights;
  }

  /**
   * Returns first weights that are not computed yet; see {@link #init}.
   *
   * @param input shape and type of a batch
   * @param seed the same seed gives the same bits
   */
  public Weights draw(Spec input, long seed) {
    Call call = Call.first(parameterType(input), Randoms.key(seed));
    call.run(layer, Trace.argument(input, "input"));
    return call.drawn();
  }

  /**
   * Returns output and next states. Records operations; compute or trace them.
   *
   * @param weights weights as {@link #init} gives them
   * @param input a batch
   * @param training whether layers such as dropout act as in training
   * @param key a random key for this input
   */
  public Forward apply(Weights weights, Tensor input, boolean training, Tensor key) {
    Call call = Call.with(weights, parameterType(input.spec()), training, key);
    Tensor output = call.run(layer, input);
    return new Forward(output, call.statesAfter());
  }

  /**
   * Returns the layers with their output shapes and numbers of parameters.
   *
   * @param input shape and type of a batch
   */
  public Summary summary(Spec input) {
    Call call = Call.first(parameterType(input), Randoms.key(0));
    call.run(layer, Trace.argument(input, "input"));
    return new Summary(call.rows(), call.drawn().parameters().size());
  }

  /**
   * Returns shape and type of the output.
   *
   * @param input shape and type of a batch
   */
  public Spec output(Spec input) {
    return Call.first(parameterType(input), Randoms.key(0))
        .run(layer, Trace.argument(input, "input"))
        .spec();
  }

  /**
   * Returns whether layers draw random numbers in training.
   *
   * @param input shape and type of a batch
   */
  public boolean isRandom(Spec input) {
    Call call = Call.first(parameterType(input), Randoms.key(0));
    call.run(layer, Trace.argument(input, "input"));
    return call.isRandom();
  }

  private static DType parameterType(Spec input) {
    return input.dtype().isFloating() ? input.dtype() : DType.FLOAT32;
  }

  /** Returns nothing, as parameters. */
  static Parameters none() {
    return new Parameters(new LinkedHashMap<>());
  }
}
