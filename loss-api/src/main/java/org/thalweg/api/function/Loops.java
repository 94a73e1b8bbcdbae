package org.thalweg.api.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Control;
import org.thalweg.api.tensor.Node;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Trace;
import org.thalweg.api.tree.Structure;
import org.thalweg.api.tree.Tree;

/** Loops over the leading axis of tensors, recorded as one primitive. */
public final class Loops {
  private Loops() {}

  /**
   * Returns the state after a loop and the outputs of its steps, stacked along a new leading axis.
   *
   * <p>Guards inside the step are not checked.
   *
   * @param initial the state before the first step
   * @param sequences a tree of tensors with one leading extent; each step gets one slice of each
   * @param step the function of state and slices, which must be pure
   * @throws ThalwegException if there are no sequences, their leading extents differ, or the state
   *     changes its structure or specs
   */
  public static <S, X, Y> Stepped<S, Y> scan(
      S initial, X sequences, BiFunction<S, X, Stepped<S, Y>> step) {
    return scan(initial, sequences, false, step);
  }

  /**
   * Returns what {@link #scan(Object, Object, BiFunction)} does, from the last step to the first if
   * {@code reverse}; outputs stay at the position of their slice.
   */
  @SuppressWarnings("unchecked")
  public static <S, X, Y> Stepped<S, Y> scan(
      S initial, X sequences, boolean reverse, BiFunction<S, X, Stepped<S, Y>> step) {
    Structure stateStructure = Tree.structure(initial);
    Structure sequenceStructure = Tree.structure(sequences);
    List<Tensor> carries = stateStructure.leaves(initial);
    List<Tensor> slices = sequenceStructure.leaves(sequences);
    long length = length(slices);

    List<Tensor> carryArguments =
        carries.stream().map(carry -> Trace.argument(carry.spec(), "loop state")).toList();
    List<Tensor> sliceArguments =
        slices.stream()
            .map(Tensor::spec)
            .map(spec -> Trace.argument(spec.with(spec.shape().without(0)), "loop slice"))
            .toList();
    long start = Node.now();
    Stepped<S, Y> stepped =
        step.apply(
            (S) stateStructure.build(carryArguments), (X) sequenceStructure.build(sliceArguments));
    List<Tensor> after = Tree.leaves(stepped.state());
    check(stateStructure, Tree.structure(stepped.state()), carries, after);
    List<Tensor> arguments = new ArrayList<>(carryArguments);
    arguments.addAll(sliceArguments);
    Structure outputStructure = Tree.structure(stepped.output());
    List<Tensor> results = new ArrayList<>(after);
    results.addAll(outputStructure.leaves(stepped.output()));
    Trace trace = Trace.unguarded(arguments, results, start);

    List<Tensor> inputs = new ArrayList<>(carries);
    inputs.addAll(slices);
    inputs.addAll(trace.captured());
    List<Tensor> loop =
        Tensor.recordAll(
            new Control.Scan(trace.graph(), carries.size(), slices.size(), length, reverse),
            inputs);
    return new Stepped<>(
        (S) stateStructure.build(loop.subList(0, carries.size())),
        (Y) outputStructure.build(loop.subList(carries.size(), results.size())));
  }

  /**
   * Returns the outputs of a function of each slice, stacked along a new leading axis. One slice
   * after the other is computed, so that of what lies between only that of one is in memory.
   *
   * <p>Guards inside the function are not checked.
   *
   * @param sequences a tree of tensors with one leading extent; each call gets one slice of each
   * @param function of the slices, which must be pure
   * @throws ThalwegException if there are no sequences, or their leading extents differ
   */
  public static <X, Y> Y map(X sequences, Function<X, Y> function) {
    List<Tensor> none = List.of();
    return scan(none, sequences, (_, slices) -> new Stepped<>(none, function.apply(slices)))
        .output();
  }

  private static long length(List<Tensor> slices) {
    if (slices.isEmpty() || slices.stream().anyMatch(slice -> slice.rank() == 0)) {
      throw new ThalwegException("a loop runs over the leading axis of at least one tensor");
    }
    List<Long> lengths = slices.stream().map(slice -> slice.dim(0)).distinct().toList();
    if (lengths.size() > 1) {
      throw new ThalwegException("a loop's sequences have one length, was " + lengths);
    }
    return lengths.getFirst();
  }

  private static void check(
      Structure expected, Structure actual, List<Tensor> before, List<Tensor> after) {
    List<Spec> specs = before.stream().map(Tensor::spec).toList();
    if (!expected.equals(actual) || !specs.equals(after.stream().map(Tensor::spec).toList())) {
      throw new ThalwegException(
          "a loop keeps the structure and specs of its state: before %s, after %s"
              .formatted(specs, after.stream().map(Tensor::spec).toList()));
    }
  }
}
