package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Source;
import org.thalweg.api.graph.Unary;

/** A random graph in the making: its values so far, and ways to get a fitting one. */
final class Draft {
  /** No value of a random graph has more elements. */
  static final long MOST_ELEMENTS = 1 << 17;

  /** Floats beyond this are scaled down, so that products of products stay small. */
  private static final double LARGE = 16;

  final Random random;

  /** The float type that most of the graph has. */
  final DType main;

  private final List<Long> extents;
  private final GraphBuilder builder = new GraphBuilder();
  private final List<Item> items = new ArrayList<>();

  Draft(Random random, DType main, List<Long> extents) {
    this.random = random;
    this.main = main;
    this.extents = extents;
  }

  GraphBuilder builder() {
    return builder;
  }

  List<Item> items() {
    return items;
  }

  List<Long> extents() {
    return extents;
  }

  // ---- random choices

  /** Returns a whole number from 0 to below a bound. */
  long below(long bound) {
    return random.nextLong(bound);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  long extent() {
    return any(extents);
  }

  DType integer() {
    return random.nextBoolean() ? DType.INT32 : DType.INT64;
  }

  DType numeric() {
    return chance(70) ? main : any(List.of(DType.values()).subList(0, 4));
  }

  /** Returns a shape of up to a rank, small enough. */
  Shape shape(int mostAxes) {
    long[] dims = new long[random.nextInt(mostAxes + 1)];
    Arrays.setAll(dims, _ -> extent());
    Shape shape = Shape.of(dims);
    return shape.size() <= MOST_ELEMENTS / 2 ? shape : Shape.of(extent());
  }

  /** Returns a power of two times a small whole number, of either sign. */
  double dyadic() {
    return (random.nextInt(33) - 16) / 8.0;
  }

  // ---- values

  /** Adds an input that is not offered to others until {@link #offer}. */
  Item input(Spec spec, Range range) {
    return new Item(builder.input(spec), spec, range);
  }

  /** Lets others use a value. */
  Item offer(Item item) {
    items.add(item);
    return item;
  }

  /** Adds an instruction of one result, which is offered to others. */
  Item put(Primitive primitive, Range range, Item... operands) {
    int[] numbers = Arrays.stream(operands).mapToInt(Item::number).toArray();
    int number = builder.add(primitive, numbers);
    Item item = new Item(number, builder.spec(number), range);
    return offer(item.isFloating() && range.bound() > LARGE ? shrink(item) : item);
  }

  /** Adds an instruction of several results, which are offered to others. */
  void putAll(Primitive primitive, List<Range> ranges, List<Item> operands) {
    int first = builder.add(primitive, operands.stream().map(Item::number).toList());
    for (int i = 0; i < ranges.size(); i++) {
      offer(new Item(first + i, builder.spec(first + i), ranges.get(i)));
    }
  }

  /** Returns a value times a power of two that makes it small. */
  private Item shrink(Item item) {
    int exponent = Math.getExponent(item.range().bound()) + 1;
    Range factor = Range.onGrid(Math.scalb(1.0, -exponent), exponent);
    Item scale = fill(item.spec(), Math.scalb(1.0, -exponent), factor);
    Range range = item.range().times(factor, item.dtype());
    int number = builder.add(new Binary.Mul(), item.number(), scale.number());
    return new Item(number, item.spec(), range);
  }

  private Item fill(Spec spec, Number value, Range range) {
    return new Item(builder.add(new Source.Fill(spec, value)), spec, range);
  }

  /** Returns one small number everywhere. */
  Item constant(Shape shape, DType dtype) {
    Spec spec = new Spec(shape, dtype);
    if (dtype.isFloating()) {
      if (chance(25)) {
        double value = (float) (random.nextDouble() * 4 - 2);
        return fill(spec, value, Range.exactly(2));
      }
      return fill(spec, dyadic(), Range.onGrid(2, 3));
    }
    long value = dtype == DType.BOOL ? below(2) : below(17) - 8;
    return fill(spec, value, Range.whole(8, dtype));
  }

  /** Returns a given power of two everywhere. */
  Item power(Shape shape, DType dtype, double power) {
    return fill(new Spec(shape, dtype), power, Range.onGrid(power, -Math.getExponent(power)));
  }

  /** Returns one given whole number everywhere. */
  Item constant(Shape shape, DType dtype, long value) {
    return fill(new Spec(shape, dtype), value, Range.whole((double) Math.abs(value), dtype));
  }

  /** Returns a value that satisfies a condition, if there is one; later ones are likelier. */
  Optional<Item> pick(Predicate<Item> condition) {
    List<Item> fitting = items.stream().filter(condition).toList();
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    int from = chance(50) ? Math.max(0, fitting.size() - 4) : 0;
    return Optional.of(any(fitting.subList(from, fitting.size())));
  }

  /** Returns a value of a type, a new one if there is none. */
  Item of(DType dtype) {
    return pick(item -> item.dtype() == dtype).orElseGet(() -> constant(shape(2), dtype));
  }

  /** Returns a value of a type and a shape, made out of another where there is one. */
  Item of(DType dtype, Shape shape) {
    return of(dtype, shape, _ -> true);
  }

  /** Returns a value of a type and a shape for which a condition holds. */
  Item of(DType dtype, Shape shape, Predicate<Range> condition) {
    Predicate<Item> right = item -> item.dtype() == dtype && condition.test(item.range());
    Optional<Item> same = pick(item -> right.test(item) && item.shape().equals(shape));
    if (same.isPresent() && chance(80)) {
      return same.get();
    }
    Optional<Item> narrow =
        pick(item -> right.test(item) && item.shape().broadcastsTo(shape) && item.rank() > 0);
    if (narrow.isPresent() && chance(70)) {
      Item item = narrow.get();
      return put(new Movement.Broadcast(shape), item.range(), item);
    }
    Optional<Item> large = pick(item -> right.test(item) && item.size() >= shape.size());
    if (large.isPresent() && chance(85)) {
      return cut(large.get(), shape);
    }
    return dtype != DType.BOOL && shape.rank() > 0 && shape.size() < 1 << 12 && chance(40)
        ? counting(new Spec(shape, dtype))
        : offer(constant(shape, dtype));
  }

  /** Returns the coordinate along a random axis. */
  Item counting(Spec spec) {
    int axis = random.nextInt(spec.shape().rank());
    double last = Math.max(1.0, spec.shape().dim(axis) - 1.0);
    Range range = Range.onGrid(last, 0);
    return put(new Source.Iota(spec, axis), range);
  }

  /** Returns the first elements of a value under another shape. */
  private Item cut(Item item, Shape shape) {
    Item flat = reshape(item, Shape.of(item.size()));
    Item part = flat;
    if (item.size() > shape.size()) {
      long start = random.nextInt((int) (item.size() - shape.size()) + 1);
      part =
          put(
              new Movement.Slice(List.of(start), List.of(start + shape.size()), List.of(1L)),
              item.range(),
              flat);
    }
    return reshape(part, shape);
  }

  Item reshape(Item item, Shape shape) {
    return item.shape().equals(shape) ? item : put(new Movement.Reshape(shape), item.range(), item);
  }

  /** Returns |x| + low, which is safe to divide by or to take the logarithm of. */
  Item above(Item item, double low) {
    Item magnitude = put(new Unary.Abs(), item.range(), item);
    Range shift = Range.onGrid(low, 2);
    Item lowest = fill(item.spec(), low, shift);
    return put(new Binary.Add(), magnitude.range().plus(shift, item.dtype()), magnitude, lowest);
  }

  /** Returns indices from -1 to somewhat above an extent. */
  Item indices(Shape shape, long extent) {
    DType dtype = integer();
    Item any = of(dtype, shape);
    long mask = Long.highestOneBit(Math.max(1, extent)) * 2 - 1;
    Item low =
        put(new Binary.And(), Range.whole((double) mask, dtype), any, constant(shape, dtype, mask));
    return put(new Binary.Sub(), Range.whole(mask + 1.0, dtype), low, constant(shape, dtype, 1));
  }

  /** Returns a random order of the axes. */
  List<Integer> permutation(int rank) {
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      order.add(axis);
    }
    Collections.shuffle(order, random);
    return order;
  }

  /** Returns some axes, ascending. */
  List<Integer> axes(int rank) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      if (random.nextBoolean()) {
        axes.add(axis);
      }
    }
    return axes;
  }
}
