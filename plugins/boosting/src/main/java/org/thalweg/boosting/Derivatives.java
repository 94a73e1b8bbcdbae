package org.thalweg.boosting;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Storage;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.boosting.Formula.Rows;
import org.thalweg.boosting.Formula.Slopes;

/** The program that computes derivatives for one number of examples, in memory of its own. */
final class Derivatives {
  private final MemorySegment margin;
  private final MemorySegment target;
  private final @Nullable MemorySegment weight;
  private final MemorySegment gradient;
  private final MemorySegment hessian;
  private final Rows rows;
  private final CompiledStep<Slopes, Rows, List<Tensor>> step;

  Derivatives(Formula formula, DType dtype, int count, boolean weighted) {
    Shape shape = Shape.of(count);
    Storage margins = Storage.allocate(dtype, count);
    Storage targets = Storage.allocate(dtype, count);
    Storage weights = weighted ? Storage.allocate(dtype, count) : null;
    this.rows =
        new Rows(
            Tensor.of(shape, margins),
            Tensor.of(shape, targets),
            weights == null ? null : Tensor.of(shape, weights));
    Slopes none =
        new Slopes(Tensor.full(shape, dtype, 0).eval(), Tensor.full(shape, dtype, 0).eval());
    this.step =
        CompiledStep.of(none, rows, (_, input) -> new Stepped<>(formula.slopes(input), List.of()));
    Slopes slopes = step.view();
    this.margin = margins.segment();
    this.target = targets.segment();
    this.weight = weights == null ? null : weights.segment();
    this.gradient = slopes.gradient().storage().segment();
    this.hessian = slopes.hessian().storage().segment();
  }

  void run(
      float[] margins,
      float[] targets,
      float @Nullable [] weights,
      float[] gradients,
      float[] hessians) {
    ValueLayout.OfFloat floats = ValueLayout.JAVA_FLOAT;
    int count = gradients.length;
    MemorySegment.copy(margins, 0, margin, floats, 0, count);
    MemorySegment.copy(targets, 0, target, floats, 0, count);
    if (weight != null && weights != null) {
      MemorySegment.copy(weights, 0, weight, floats, 0, count);
    }
    step.run(rows);
    MemorySegment.copy(gradient, floats, 0, gradients, 0, count);
    MemorySegment.copy(hessian, floats, 0, hessians, 0, count);
  }

  void run(
      double[] margins,
      double[] targets,
      double @Nullable [] weights,
      double[] gradients,
      double[] hessians) {
    ValueLayout.OfDouble doubles = ValueLayout.JAVA_DOUBLE;
    int count = gradients.length;
    MemorySegment.copy(margins, 0, margin, doubles, 0, count);
    MemorySegment.copy(targets, 0, target, doubles, 0, count);
    if (weight != null && weights != null) {
      MemorySegment.copy(weights, 0, weight, doubles, 0, count);
    }
    step.run(rows);
    MemorySegment.copy(gradient, doubles, 0, gradients, 0, count);
    MemorySegment.copy(hessian, doubles, 0, hessians, 0, count);
  }
}
