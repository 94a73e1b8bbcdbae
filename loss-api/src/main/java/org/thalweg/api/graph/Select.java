package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;

/** Element-wise choice: the second input where the first is true, the third elsewhere. */
public record Select() implements Primitive {
  @Override
  public List<Spec> infer(List<Spec> inputs) {
    Spec condition = inputs.get(0);
    Spec then = inputs.get(1);
    check(condition.dtype() == DType.BOOL, this, "takes a bool condition, was %s", condition);
    Rules.same(this, then, inputs.get(2));
    check(
        condition.shape().equals(then.shape()),
        this,
        "takes a condition of the shape of its values, was %s and %s",
        condition,
        then);
    return List.of(then);
  }
}
