package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.graph.Graph;

/**
 * A program with inputs, and how well engines must agree on its outputs.
 *
 * @param name what messages call it
 * @param graph the program
 * @param draw makes inputs out of random numbers
 * @param tolerances one for each output
 */
public record Trial(
    String name, Graph graph, Function<Random, List<Storage>> draw, List<Tolerance> tolerances) {

  /** Returns inputs for a seed. */
  public Storage[] inputs(long seed) {
    return draw.apply(new Random(seed)).toArray(Storage[]::new);
  }

  /** Returns memory for the outputs, filled with what no right result is likely to hold. */
  public Storage[] outputs() {
    return outputs(graph);
  }

  static Storage[] outputs(Graph graph) {
    List<Storage> outputs = new ArrayList<>();
    for (Spec spec : graph.outputSpecs()) {
      Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
      storage.segment().fill((byte) (spec.dtype() == DType.BOOL ? 1 : 0x5A));
      outputs.add(storage);
    }
    return outputs.toArray(Storage[]::new);
  }

  /** Returns the outputs that an engine gives. */
  public Storage[] run(Engine engine, Storage[] inputs) {
    Storage[] outputs = outputs();
    engine.compile(graph).run(inputs, outputs);
    return outputs;
  }

  /** Returns where outputs differ by more than they may, if they do. */
  public Optional<String> difference(Storage[] expected, Storage[] actual) {
    for (int output = 0; output < expected.length; output++) {
      Optional<String> found = difference(expected[output], actual[output], tolerances.get(output));
      if (found.isPresent()) {
        return Optional.of(
            "output %d, %s: %s".formatted(output, graph.outputSpecs().get(output), found.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(
      Storage expected, Storage actual, Tolerance tolerance) {
    return expected.dtype().isFloating()
        ? first(
            expected.size(),
            i -> !tolerance.accepts(expected.getDouble(i), actual.getDouble(i)),
            i -> told(i, expected, actual.getDouble(i), expected.getDouble(i), tolerance))
        : first(
            expected.size(),
            i -> expected.getLong(i) != actual.getLong(i),
            i -> told(i, expected, actual.getLong(i), expected.getLong(i), tolerance));
  }

  private static Optional<String> first(
      long size, LongPredicate differs, LongFunction<String> told) {
    return LongStream.range(0, size).filter(differs).mapToObj(told).findFirst();
  }

  private static String told(
      long i, Storage all, Number actual, Number expected, Tolerance tolerance) {
    return "element %d of %d is %s, expected %s, %s"
        .formatted(i, all.size(), actual, expected, tolerance);
  }
}
