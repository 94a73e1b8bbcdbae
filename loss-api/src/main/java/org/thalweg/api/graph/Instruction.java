package org.thalweg.api.graph;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thalweg.api.data.Spec;

/**
 * One step of a graph. Values are numbered: the graph's inputs first, then each instruction's
 * results.
 *
 * @param primitive what is done
 * @param inputs numbers of the values it takes
 * @param first number of its first result; the others follow
 * @param results shape and type of each result
 */
public record Instruction(
    Primitive primitive, List<Integer> inputs, int first, List<Spec> results) {
  /** Copies the lists. */
  public Instruction {
    inputs = List.copyOf(inputs);
    results = List.copyOf(results);
  }

  /** Compares what is done last: that takes code of its own for each primitive. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Instruction that
        && first == that.first
        && inputs.equals(that.inputs)
        && results.equals(that.results)
        && primitive.getClass() == that.primitive.getClass()
        && primitive.equals(that.primitive);
  }

  @Override
  public int hashCode() {
    int operands = 31 * inputs.hashCode() + results.hashCode();
    return 31 * (31 * operands + first) + primitive.getClass().hashCode();
  }

  /** Returns the spec of the first result. */
  public Spec result() {
    return results.getFirst();
  }

  /** Returns a line such as {@code %3: float32[32, 10] = add %1 %2}. */
  @Override
  public String toString() {
    String names =
        IntStream.range(0, results.size())
            .mapToObj(i -> "%" + (first + i) + ": " + results.get(i))
            .collect(Collectors.joining(", "));
    String arguments = inputs.stream().map(i -> " %" + i).collect(Collectors.joining());
    return names + " = " + describe(primitive) + arguments;
  }

  private static String describe(Primitive primitive) {
    String text = primitive.toString();
    int open = text.indexOf('[');
    String attributes = open < 0 ? "" : text.substring(open);
    return primitive.label() + (attributes.equals("[]") ? "" : attributes);
  }
}
