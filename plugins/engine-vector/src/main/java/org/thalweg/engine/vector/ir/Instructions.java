package org.thalweg.engine.vector.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Instruction;
import org.thalweg.api.graph.Primitive;

/** A graph in the making, out of the instructions of others; equal ones become one. */
final class Instructions {
  private final List<Spec> inputs;
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Instruction, Integer> known = new HashMap<>();
  private int next;

  Instructions(List<Spec> inputs) {
    this.inputs = inputs;
    this.next = inputs.size();
  }

  /**
   * Adds an instruction of another graph.
   *
   * @param numbers the number here of each value there; the instruction's results are put into it
   * @return whether it is new here
   */
  boolean add(Instruction instruction, Map<Integer, Integer> numbers) {
    int before = next;
    int first =
        add(
            instruction.primitive(),
            translated(instruction.inputs(), numbers),
            instruction.results());
    for (int i = 0; i < instruction.results().size(); i++) {
      numbers.put(instruction.first() + i, first + i);
    }
    return next > before;
  }

  /** Adds an instruction and returns the number of its first result. */
  int add(Primitive primitive, List<Integer> operands, List<Spec> results) {
    Instruction key = new Instruction(primitive, operands, 0, results);
    Integer first = known.get(key);
    if (first == null) {
      first = next;
      next += results.size();
      instructions.add(new Instruction(primitive, operands, first, results));
      known.put(key, first);
    }
    return first;
  }

  Graph graph(List<Integer> outputs) {
    return new Graph(inputs, instructions, outputs);
  }

  /** Returns the numbers here of values there. */
  static List<Integer> translated(List<Integer> values, Map<Integer, Integer> numbers) {
    List<Integer> translated = new ArrayList<>();
    for (int value : values) {
      translated.add(Known.in(numbers, value));
    }
    return translated;
  }
}
