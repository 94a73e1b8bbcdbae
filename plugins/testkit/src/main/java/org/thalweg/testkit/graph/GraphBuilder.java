package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Instruction;
import org.thalweg.api.graph.Primitive;

/** Builds a graph instruction by instruction; nothing is merged or left out. */
public final class GraphBuilder {
  private final List<Spec> inputs = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Spec> specs = new ArrayList<>();

  /** Makes a builder of an empty graph. */
  public GraphBuilder() {}

  /**
   * Adds an input and returns its number.
   *
   * @throws IllegalStateException if there are instructions already
   */
  public int input(Spec spec) {
    if (!instructions.isEmpty()) {
      throw new IllegalStateException("inputs come before instructions");
    }
    inputs.add(spec);
    specs.add(spec);
    return specs.size() - 1;
  }

  /** Adds an instruction and returns the number of its first result. */
  public int add(Primitive primitive, int... operands) {
    return add(primitive, Arrays.stream(operands).boxed().toList());
  }

  /** Adds an instruction and returns the number of its first result. */
  public int add(Primitive primitive, List<Integer> operands) {
    List<Spec> results = primitive.infer(operands.stream().map(specs::get).toList());
    int first = specs.size();
    instructions.add(new Instruction(primitive, operands, first, results));
    specs.addAll(results);
    return first;
  }

  /** Returns shape and type of a value. */
  public Spec spec(int value) {
    return specs.get(value);
  }

  /** Returns the graph with the given outputs. */
  public Graph build(int... outputs) {
    return build(Arrays.stream(outputs).boxed().toList());
  }

  /** Returns the graph with the given outputs. */
  public Graph build(List<Integer> outputs) {
    return new Graph(inputs, instructions, outputs);
  }
}
