package org.thalweg.optim.transform;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** Transforms whose type of state is not known; the state is always the one that they made. */
final class Untyped {
  private Untyped() {}

  @SuppressWarnings("unchecked")
  static <S> Updates<S> update(
      GradientTransform<S> transform, Parameters gradients, Object state, Context context) {
    return transform.update(gradients, (S) state, context);
  }

  @SuppressWarnings("unchecked")
  static <S> Parameters evaluationWeights(
      GradientTransform<S> transform, Object state, Parameters parameters) {
    return transform.evaluationWeights((S) state, parameters);
  }

  /** Returns one of two states, by a bool. */
  static Object choose(Tensor condition, Object then, Object otherwise) {
    return Tree.zip(then, otherwise, (a, b) -> where(condition, a, b));
  }
}
