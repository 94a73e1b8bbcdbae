package org.thalweg.engine.reference.language;

import static org.thalweg.engine.reference.language.Case.between;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Movement.Broadcast;
import org.thalweg.api.graph.Movement.Concat;
import org.thalweg.api.graph.Movement.Flip;
import org.thalweg.api.graph.Movement.Pad;
import org.thalweg.api.graph.Movement.Reshape;
import org.thalweg.api.graph.Movement.Slice;
import org.thalweg.api.graph.Movement.Transpose;
import org.thalweg.api.graph.Windowing.Fold;
import org.thalweg.api.graph.Windowing.Unfold;
import org.thalweg.api.tensor.Tensors;

/** Primitives that move values, and windows. */
final class MovementGradients {
  private final Random random = new Random(12);
  private final List<Case> cases = new ArrayList<>();

  private MovementGradients() {}

  static List<Case> all() {
    MovementGradients all = new MovementGradients();
    all.shapes();
    all.cuts();
    all.windows();
    return all.cases;
  }

  private void add(Movement primitive, long... shape) {
    cases.add(Case.of(primitive, between(random, -2, 2, shape)));
  }

  private void shapes() {
    add(new Reshape(Shape.of(6, 1, 5)), 3, 10);
    add(new Reshape(Shape.scalar()), 1, 1);
    add(new Reshape(Shape.of(1)));
    add(new Transpose(List.of(1, 0)), 3, 5);
    add(new Transpose(List.of(2, 0, 3, 1)), 2, 3, 1, 5);
    add(new Broadcast(Shape.of(3, 4)));
    add(new Broadcast(Shape.of(3, 4)), 4);
    add(new Broadcast(Shape.of(5, 3, 4)), 3, 1);
    add(new Broadcast(Shape.of(2, 1, 3)), 1, 1, 1);
    add(new Broadcast(Shape.of(2, 3)), 2, 3);
  }

  private void cuts() {
    add(new Slice(List.of(2L), List.of(7L), List.of(1L)), 9);
    add(new Slice(List.of(1L), List.of(9L), List.of(3L)), 9);
    add(new Slice(List.of(0L, 1L), List.of(5L, 6L), List.of(2L, 4L)), 5, 7);
    add(new Slice(List.of(3L), List.of(4L), List.of(5L)), 4);
    add(new Flip(List.of(0)), 5);
    add(new Flip(List.of(0, 2)), 2, 3, 4);
    add(new Pad(List.of(2L), List.of(1L), List.of(0L), 1.5), 4);
    add(new Pad(List.of(0L, 3L), List.of(1L, 0L), List.of(2L, 1L), -1), 3, 4);
    add(new Pad(List.of(1L), List.of(1L), List.of(3L), 0), 1);
    for (int axis = 0; axis < 3; axis++) {
      long[] second = {2, 3, 4};
      second[axis] = 1;
      long[] third = {2, 3, 4};
      third[axis] = 5;
      cases.add(
          Case.of(
              new Concat(axis),
              between(random, -2, 2, 2, 3, 4),
              between(random, -2, 2, second),
              between(random, -2, 2, third)));
    }
    cases.add(
        Case.of(
            Concat.class,
            "a tensor with itself",
            x -> Tensors.concat(0, x.getFirst(), x.getFirst().sin(), x.getFirst()),
            between(random, -2, 2, 3)));
  }

  private void windows() {
    cases.add(
        Case.of(new Unfold(List.of(3L), List.of(1L), List.of(1L)), between(random, -2, 2, 7)));
    cases.add(
        Case.of(new Unfold(List.of(3L), List.of(2L), List.of(2L)), between(random, -2, 2, 2, 8)));
    cases.add(
        Case.of(
            new Unfold(List.of(2L, 3L), List.of(2L, 1L), List.of(1L, 2L)),
            between(random, -2, 2, 2, 5, 6)));
    cases.add(
        Case.of(new Unfold(List.of(1L), List.of(3L), List.of(1L)), between(random, -2, 2, 5)));
    cases.add(
        Case.of(new Fold(List.of(7L), List.of(1L), List.of(1L)), between(random, -2, 2, 5, 3)));
    cases.add(
        Case.of(new Fold(List.of(9L), List.of(2L), List.of(2L)), between(random, -2, 2, 2, 3, 3)));
    cases.add(
        Case.of(
            new Fold(List.of(5L, 6L), List.of(2L, 1L), List.of(1L, 2L)),
            between(random, -2, 2, 2, 2, 2, 2, 3)));
  }
}
