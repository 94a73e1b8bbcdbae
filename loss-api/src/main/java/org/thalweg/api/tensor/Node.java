package org.thalweg.api.tensor;

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

  Node(Primitive primitive, List<Tensor> inputs) {
    this.primitive = primitive;
    this.inputs = List.copyOf(inputs);
    List<Spec> specs = primitive.infer(this.inputs.stream().map(Tensor::spec).toList());
    this.outputs = specs.stream().map(spec -> new Tensor(spec, this)).toList();
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
