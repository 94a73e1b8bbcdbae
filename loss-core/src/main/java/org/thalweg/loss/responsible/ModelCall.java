package org.thalweg.loss.responsible;

import static org.thalweg.api.tensor.Tensors.where;

import java.util.function.Function;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * A model and what it is applied to, for losses that call the model themselves.
 *
 * @param model the model, a pure function that closes over its parameters; examples are along the
 *     leading axis of its input, and of its result
 * @param input the examples, floats of shape [N, ...]
 * @param key a random key, {@link Randoms#key}, for losses that draw; renewed in each step
 */
public record ModelCall(Function<Tensor, Tensor> model, Tensor input, Tensor key) {
  /** Makes a call with a key of its own, always the same. */
  public ModelCall(Function<Tensor, Tensor> model, Tensor input) {
    this(model, input, Randoms.key(0));
  }

  /** Returns what the model gives. */
  public Tensor result() {
    return model.apply(input);
  }

  /** Returns the call with another input. */
  ModelCall with(Tensor other) {
    return new ModelCall(model, other, key);
  }

  /** Returns the length of each example of a batch, of its shape with extents of 1. */
  static Tensor lengths(Tensor batch) {
    Shape kept = Shape.of(batch.dim(0));
    while (kept.rank() < batch.rank()) {
      kept = kept.insert(kept.rank(), 1);
    }
    return batch.reshape(batch.dim(0), -1).norm(1).reshape(kept);
  }

  /** Returns the batch with examples of length 1; those of length 0 stay. */
  static Tensor normalized(Tensor batch) {
    Tensor lengths = lengths(batch);
    return batch.div(where(lengths.gt(0), lengths, 1));
  }
}
