package org.thalweg.api.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thalweg.api.data.Spec;

/**
 * A program: instructions in an order in which each one's inputs come before it.
 *
 * <p>Plain data. Equal graphs compute the same, so a graph is the key of every cache of programs.
 *
 * @param inputs shape and type of each input, which are values 0, 1, ...
 * @param instructions the steps
 * @param outputs numbers of the values that are the program's results
 */
public record Graph(List<Spec> inputs, List<Instruction> instructions, List<Integer> outputs) {
  /** Copies the lists. */
  public Graph {
    inputs = List.copyOf(inputs);
    instructions = List.copyOf(instructions);
    outputs = List.copyOf(outputs);
  }

  /** Returns shape and type of every value, by number. */
  public List<Spec> specs() {
    List<Spec> specs = new ArrayList<>(inputs);
    for (Instruction instruction : instructions) {
      specs.addAll(instruction.results());
    }
    return specs;
  }

  /** Returns shape and type of each result. */
  public List<Spec> outputSpecs() {
    List<Spec> specs = specs();
    List<Spec> results = new ArrayList<>();
    for (int output : outputs) {
      results.add(specs.get(output));
    }
    return results;
  }

  /** Returns one line for each input, instruction and output. */
  @Override
  public String toString() {
    return IntStream.range(0, inputs.size())
            .mapToObj(i -> "%" + i + ": " + inputs.get(i) + " = input\n")
            .collect(Collectors.joining())
        + instructions.stream().map(i -> i + "\n").collect(Collectors.joining())
        + "return"
        + outputs.stream().map(i -> " %" + i).collect(Collectors.joining());
  }
}
