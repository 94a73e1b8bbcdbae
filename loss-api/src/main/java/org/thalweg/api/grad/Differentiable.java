package org.thalweg.api.grad;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.graph.CustomOp;
import org.thalweg.api.tensor.Tensor;

/** A hand-written operation that states its gradient. */
public interface Differentiable extends CustomOp {
  /**
   * Returns the gradient with respect to each input, null where there is none.
   *
   * @param inputs what the operation took
   * @param outputs what it gave
   * @param cotangents the gradient with respect to each output, null where it is zero
   */
  List<@Nullable Tensor> gradient(
      List<Tensor> inputs, List<Tensor> outputs, List<@Nullable Tensor> cotangents);
}
