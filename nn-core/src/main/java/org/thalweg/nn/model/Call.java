package org.thalweg.nn.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.nn.Scope;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.layer.Layers;

/** One call of a network: what its layers draw and leave behind. */
final class Call {
  private final @Nullable Weights weights;
  private final DType dtype;
  private final boolean training;
  private final Tensor key;
  private long keys;
  private boolean random;

  private final SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
  private final SequencedMap<String, Tensor> states = new LinkedHashMap<>();
  private final SequencedMap<String, Tensor> nextStates = new LinkedHashMap<>();
  private final List<Summary.Row> rows = new ArrayList<>();
  private final Set<String> applied = new HashSet<>();

  private Call(@Nullable Weights weights, DType dtype, boolean training, Tensor key) {
    this.weights = weights;
    this.dtype = dtype;
    this.training = training;
    this.key = key;
  }

  /** Returns a call that makes its weights. */
  static Call first(DType dtype, Tensor key) {
    return new Call(null, dtype, true, key);
  }

  static Call with(Weights weights, DType dtype, boolean training, Tensor key) {
    return new Call(weights, dtype, training, key);
  }

  Tensor run(Layer layer, Tensor input) {
    Tensor output = new Part("").run(layer, input);
    if (rows.isEmpty()) {
      rows.add(new Summary.Row(Layers.name(layer), output.spec(), count("")));
    }
    return output;
  }

  Weights drawn() {
    return new Weights(new Parameters(parameters), new Parameters(states));
  }

  Parameters statesAfter() {
    SequencedMap<String, Tensor> after = new LinkedHashMap<>();
    if (weights != null) {
      after.putAll(weights.states().tensors());
    }
    after.putAll(nextStates);
    return new Parameters(after);
  }

  List<Summary.Row> rows() {
    return List.copyOf(rows);
  }

  /** Returns whether a layer has asked for a key. */
  boolean isRandom() {
    return random;
  }

  private long count(String prefix) {
    long count = 0;
    for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
      count += entry.getKey().startsWith(prefix) ? entry.getValue().size() : 0;
    }
    return count;
  }

  private Tensor draw(
      String path,
      Shape shape,
      Initializer initializer,
      SequencedMap<String, Tensor> drawn,
      @Nullable Parameters given) {
    Tensor value = drawn.get(path);
    if (value == null) {
      value =
          given == null
              ? initializer.init(Randoms.fold(key, keys++), shape, dtype)
              : given.get(path);
      drawn.put(path, value);
    }
    if (!value.shape().equals(shape)) {
      throw new ThalwegException(
          "'%s' is of shape %s and was asked for as %s; was the model made for an input of another shape?"
              .formatted(path, value.shape(), shape));
    }
    return value;
  }

  /** The scope of one part of the network. */
  private final class Part implements Scope {
    private final String prefix;

    Part(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Tensor parameter(String name, Shape shape, Initializer initializer) {
      return draw(
          prefix + name,
          shape,
          initializer,
          parameters,
          weights == null ? null : weights.parameters());
    }

    @Override
    public Tensor state(String name, Shape shape, Initializer initializer) {
      return draw(
          prefix + name, shape, initializer, states, weights == null ? null : weights.states());
    }

    @Override
    public void setState(String name, Tensor value) {
      nextStates.put(prefix + name, value);
    }

    @Override
    public Scope child(String name) {
      return new Part(prefix + name + "/");
    }

    @Override
    public Tensor apply(String name, Layer part, Tensor x) {
      Part inner = new Part(prefix + name + "/");
      int row = rows.size();
      Tensor output = inner.run(part, x);
      if (applied.add(inner.prefix)) {
        rows.add(row, new Summary.Row(prefix + name, output.spec(), count(inner.prefix)));
      }
      return output;
    }

    /** Runs a layer; its errors name the part. */
    Tensor run(Layer layer, Tensor x) {
      try {
        return layer.apply(x, this);
      } catch (LayerException e) {
        throw e;
      } catch (ThalwegException e) {
        String place =
            prefix.isEmpty() ? Layers.name(layer) : prefix.substring(0, prefix.length() - 1);
        throw new LayerException(place, x.spec(), e);
      }
    }

    @Override
    public boolean training() {
      return training;
    }

    @Override
    public Tensor key() {
      random = true;
      return Randoms.fold(key, keys++);
    }
  }
}
