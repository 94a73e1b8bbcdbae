package org.thalweg.api.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Primitive;

/** A recorded operation: a primitive, the tensors it takes and the tensors it makes. Immutable. */
public final class Node {
  private static final AtomicLong COUNTER = new AtomicLong();

  private final long serial = COUNTER.getAndIncrement();
  private final Primitive primitive;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final List<Spec> specs;

  Node(Primitive primitive, List<Tensor> inputs) {
    this.primitive = primitive;
    this.inputs = List.copyOf(inputs);
    List<Spec> taken = new ArrayList<>(inputs.size());
    for (Tensor input : this.inputs) {
      taken.add(input.spec());
    }
    this.specs = List.copyOf(primitive.infer(taken));
    List<Tensor> made = new ArrayList<>(specs.size());
    for (Spec spec : specs) {
      made.add(new Tensor(spec, this));
    }
    this.outputs = List.copyOf(made);
  }

  /** Returns shape and type of each tensor that it makes. */
  List<Spec> specs() {
    return specs;
  }

  /** Returns a number that no node recorded so far has reached. */
  public static long now() {
    return COUNTER.get();
  }

  /** Returns a number that grows with each node recorded. */
  public long serial() {
    return serial;
  }

  /** Returns the operation. */
  public Primitive primitive() {
    return primitive;
  }

  /** Returns the tensors that the operation takes. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** Returns the tensors that the operation makes. */
  public List<Tensor> outputs() {
    return outputs;
  }
}
