package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Unary;

/**
 * Loops and kernels written by hand.
 *
 * <p>A loop's float carry becomes tanh(carry * carry / 4 + y), where y does not depend on the
 * carry: errors shrink from step to step. Integer and bool carries do as they like, and two carries
 * may change places.
 */
final class ControlMakers {
  private ControlMakers() {}

  static List<Maker> all() {
    return List.of(ControlMakers::custom, ControlMakers::scan);
  }

  private static void custom(Draft draft) {
    draft
        .pick(_ -> true)
        .ifPresent(x ->
            draft.putAll(
                new Control.Custom(new SwapPairs()),
                List.of(x.range(), Range.whole(x.size() + 1.0, DType.INT64)),
                List.of(x)));
  }

  private static void scan(Draft draft) {
    long length = draft.chance(15) ? 0 : 1 + draft.random.nextInt(6);
    Shape shape = draft.shape(2);
    if (shape.size() > 1 << 10) {
      return;
    }
    Item start = draft.of(draft.main, shape);
    Item counter = draft.of(DType.INT32, shape);
    Item other = draft.of(DType.INT32, shape);
    List<Item> sequences = new ArrayList<>();
    int count = draft.random.nextInt(3);
    for (int i = 0; i < count; i++) {
      DType t = draft.chance(60) ? draft.main : draft.any(List.of(DType.values()));
      sequences.add(draft.of(t, Shape.of(length).concat(draft.chance(50) ? shape : small(draft))));
    }
    List<Item> constants = new ArrayList<>();
    if (draft.chance(60)) {
      constants.add(draft.of(draft.main, shape));
    }

    Body body = new Body(draft, start, counter, other, sequences, constants);
    body.make();
    if (!body.tight) {
      return;
    }
    List<Item> operands = new ArrayList<>(List.of(start, counter, other));
    operands.addAll(sequences);
    operands.addAll(constants);
    List<Range> ranges = new ArrayList<>(body.after);
    ranges.addAll(body.outputs.stream().map(Item::range).toList());
    ranges.addAll(body.before);
    draft.putAll(
        new Control.Scan(body.graph(), 3, count, length, draft.random.nextBoolean()),
        ranges,
        operands);
  }

  private static Shape small(Draft draft) {
    Shape shape = draft.shape(2);
    return shape.size() <= 1 << 9 ? shape : Shape.scalar();
  }

  /** One step of a loop with a float carry and two integer carries. */
  private static final class Body {
    private final Draft draft;
    private final Item carry;
    private final Item counter;
    private final Item other;
    private final double slack;
    final List<Range> before = new ArrayList<>();
    final List<Range> after = new ArrayList<>();
    final List<Item> outputs = new ArrayList<>();
    private final List<Integer> results = new ArrayList<>();
    boolean tight = true;

    Body(
        Draft outer,
        Item start,
        Item counter,
        Item other,
        List<Item> sequences,
        List<Item> constants) {
      DType t = outer.main;
      this.draft = new Draft(outer.random, t, outer.extents());
      double unit = Math.max(start.range().unit(), Tolerance.unit(t));
      // what a step may lose; errors of the steps before halve
      this.slack = unit / 16;
      Range range =
          new Range(
              Math.max(1, start.range().bound()),
              Range.NO_GRID,
              start.range().error() + 3 * slack,
              unit);
      Range whole = Range.whole(0x1p31, DType.INT32);
      this.carry = draft.input(start.spec(), range);
      this.counter = draft.input(counter.spec(), whole);
      this.other = draft.input(other.spec(), whole);
      before.addAll(List.of(range, whole, whole));
      for (Item sequence : sequences) {
        Spec slice = sequence.spec().with(sequence.shape().without(0));
        draft.offer(draft.input(slice, sequence.range()));
      }
      constants.forEach(item -> draft.offer(draft.input(item.spec(), item.range())));
    }

    void make() {
      List<Maker> makers = GraphGenerator.BODY_MAKERS;
      IntStream.range(0, draft.random.nextInt(4)).forEach(_ -> draft.any(makers).make(draft));
      DType t = draft.main;
      Item drift = draft.of(t, carry.shape());
      if (carry.range().bound() > 2 || !carry.range().isTight() || drift.range().error() > slack) {
        tight = false;
        return;
      }
      draft.offer(carry);
      draft.offer(counter);
      draft.offer(other);
      Range range = carry.range();
      Item square = draft.put(new Binary.Mul(), range, carry, carry);
      Item quarter = draft.power(carry.shape(), t, 0.25);
      Item scaled = draft.put(new Binary.Mul(), range, square, quarter);
      Item sum = draft.put(new Binary.Add(), range, scaled, drift);
      Item next = draft.put(new Unary.Tanh(), range.within(1), sum);
      IntStream.range(0, draft.random.nextInt(4)).forEach(_ -> draft.any(makers).make(draft));

      results.add(next.number());
      after.add(range);
      wholeCarries();
      int count = draft.random.nextInt(3);
      for (int i = 0; i < count; i++) {
        outputs.add(draft.any(draft.items()));
        results.add(outputs.getLast().number());
      }
    }

    private void wholeCarries() {
      Range whole = Range.whole(0x1p31, DType.INT32);
      if (draft.chance(40)) {
        results.addAll(List.of(other.number(), counter.number()));
      } else {
        Item step = draft.of(DType.INT32, counter.shape());
        results.add(draft.put(new Binary.Add(), whole, counter, step).number());
        results.add(draft.chance(50) ? other.number() : step.number());
      }
      after.addAll(List.of(whole, whole));
    }

    Graph graph() {
      return draft.builder().build(results);
    }
  }
}
