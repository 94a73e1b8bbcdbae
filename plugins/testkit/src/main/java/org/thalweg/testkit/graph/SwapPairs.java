package org.thalweg.testkit.graph;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.CustomOp;

/**
 * A kernel written by hand: every two neighbours in row-major order change places, a last one
 * without a partner stays. Results: the values, and their number as an int64 scalar.
 */
record SwapPairs() implements CustomOp {
  @Override
  public String name() {
    return "swap-pairs";
  }

  @Override
  public List<Spec> infer(List<Spec> inputs) {
    return List.of(inputs.getFirst(), new Spec(Shape.scalar(), DType.INT64));
  }

  @Override
  public void run(List<Storage> inputs, List<Storage> outputs) {
    Storage from = inputs.getFirst();
    Storage to = outputs.getFirst();
    for (long i = 0; i < from.size(); i++) {
      long partner = i ^ 1;
      long source = partner < from.size() ? partner : i;
      if (from.dtype().isFloating()) {
        to.setDouble(i, from.getDouble(source));
      } else {
        to.setLong(i, from.getLong(source));
      }
    }
    outputs.getLast().setLong(0, from.size());
  }
}
