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

  Node(Primitive primitive, List<Tensor> inputs) {
    this.primitive = primitive;
    this.inputs = List.copyOf(inputs);
    List<Tensor> made = new ArrayList<>();
    for (Spec spec : primitive.infer(specs(this.inputs))) {
      made.add(new Tensor(spec, this));
    }
    this.outputs = List.copyOf(made);
  }

  private static List<Spec> specs(List<Tensor> tensors) {
    List<Spec> specs = new ArrayList<>();
    for (Tensor tensor : tensors) {
      specs.add(tensor.spec());
    }
    return specs;
  }

  /** Returns shape and type of each tensor that it makes. */
  List<Spec> specs() {
    return specs(outputs);
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
