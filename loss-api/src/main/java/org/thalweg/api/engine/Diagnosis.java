package org.thalweg.api.engine;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Graph;

/**
 * Finds out which of a program's guards failed, and where.
 *
 * @param graph takes the program's inputs; for each guard it gives the condition and the culprit
 * @param messages what each guard says; see {@link org.thalweg.api.graph.Control.Guard}
 */
public record Diagnosis(Graph graph, List<String> messages) {

  /** Runs the guards alone and returns the error of the first that fails. */
  ThalwegException run(Engine engine, Storage[] inputs) {
    List<Spec> specs = graph.outputSpecs();
    Storage[] outputs =
        specs.stream()
            .map(spec -> Storage.allocate(spec.dtype(), spec.shape().size()))
            .toArray(Storage[]::new);
    engine.compile(graph).run(inputs, outputs);
    for (int guard = 0; guard < messages.size(); guard++) {
      Storage condition = outputs[2 * guard];
      for (long i = 0; i < condition.size(); i++) {
        if (condition.getLong(i) == 0) {
          return new ThalwegException(
              messages
                  .get(guard)
                  .replace("{at}", position(specs.get(2 * guard).shape(), i))
                  .replace("{value}", value(outputs[2 * guard + 1], i)));
        }
      }
    }
    return new ThalwegException("a value was refused: " + String.join("; or ", messages));
  }

  private static String value(Storage culprit, long index) {
    return culprit.dtype().isFloating()
        ? plain(culprit.dtype(), culprit.getDouble(index))
        : Long.toString(culprit.getLong(index));
  }

  private static String plain(DType dtype, double value) {
    return dtype == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
  }

  private static String position(Shape shape, long index) {
    long[] strides = shape.strides();
    long[] at =
        IntStream.range(0, strides.length)
            .mapToLong(axis -> index / strides[axis] % shape.dim(axis))
            .toArray();
    return switch (at.length) {
      case 0 -> "the only element";
      case 1 -> "row " + at[0];
      case 2 -> "row %d, column %d".formatted(at[0], at[1]);
      default ->
          IntStream.range(0, at.length)
              .mapToObj(axis -> Long.toString(at[axis]))
              .collect(Collectors.joining(", ", "[", "]"));
    };
  }
}
