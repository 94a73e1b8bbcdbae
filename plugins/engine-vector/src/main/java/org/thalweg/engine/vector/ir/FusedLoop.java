package org.thalweg.engine.vector.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Control.Scan;
import org.thalweg.api.graph.Instruction;

/** Two loops of one length, each step of which is a step of both. */
final class FusedLoop {
  private final List<Part> parts;

  /** What the loop takes: values of the graph around it. */
  private final List<Integer> carries = new ArrayList<>();

  private final List<Integer> sequences = new ArrayList<>();
  private final List<Integer> constants = new ArrayList<>();
  private final Scan scan;
  private int sharedProducts;

  /** One of the loops, and what becomes of the values of its body. */
  private record Part(Instruction instruction, Scan scan, Map<Integer, Integer> numbers) {
    static Part of(Instruction instruction) {
      return new Part(instruction, (Scan) instruction.primitive(), new HashMap<>());
    }

    List<Integer> carries() {
      return instruction.inputs().subList(0, scan.carries());
    }

    List<Integer> sequences() {
      return instruction.inputs().subList(scan.carries(), scan.carries() + scan.sequences());
    }

    List<Integer> constants() {
      return instruction.inputs().subList(scan.carries() + scan.sequences(), inputs());
    }

    int inputs() {
      return instruction.inputs().size();
    }

    Spec input(int index) {
      return scan.body().inputs().get(index);
    }
  }

  FusedLoop(Instruction first, Instruction second) {
    this.parts = List.of(Part.of(first), Part.of(second));
    for (Part part : parts) {
      carries.addAll(part.carries());
      addMissing(part.sequences(), sequences);
      addMissing(part.constants(), constants);
    }
    Instructions body = new Instructions(inputs());
    for (Part part : parts) {
      for (Instruction instruction : part.scan.body().instructions()) {
        boolean isNew = body.add(instruction, part.numbers);
        sharedProducts += !isNew && instruction.primitive() instanceof Contraction ? 1 : 0;
      }
    }
    List<Integer> outputs = new ArrayList<>();
    for (Part part : parts) {
      outputs.addAll(bodyOutputs(part).subList(0, part.scan.carries()));
    }
    for (Part part : parts) {
      List<Integer> all = bodyOutputs(part);
      outputs.addAll(all.subList(part.scan.carries(), all.size()));
    }
    Scan leading =
        parts.getFirst().scan.carries() > 0 ? parts.getFirst().scan : parts.getLast().scan;
    this.scan =
        new Scan(
            body.graph(outputs),
            carries.size(),
            sequences.size(),
            leading.length(),
            leading.reverse());
  }

  /**
   * Returns whether two loops could be one: of one length and, if steps depend on the last, way.
   */
  static boolean isPossible(Instruction first, Instruction second) {
    Scan one = (Scan) first.primitive();
    Scan other = (Scan) second.primitive();
    return one.length() == other.length()
        && (one.reverse() == other.reverse() || one.carries() == 0 || other.carries() == 0);
  }

  /** Returns how many products both loops computed. */
  int sharedProducts() {
    return sharedProducts;
  }

  private static void addMissing(List<Integer> values, List<Integer> list) {
    for (int value : values) {
      if (!list.contains(value)) {
        list.add(value);
      }
    }
  }

  /** Returns the specs of the inputs of the body, and gives those of the parts their numbers. */
  private List<Spec> inputs() {
    Spec[] specs = new Spec[carries.size() + sequences.size() + constants.size()];
    int carry = 0;
    for (Part part : parts) {
      for (int i = 0; i < part.inputs(); i++) {
        int value = part.instruction.inputs().get(i);
        int place;
        if (i < part.scan.carries()) {
          place = carry++;
        } else if (i < part.scan.carries() + part.scan.sequences()) {
          place = carries.size() + sequences.indexOf(value);
        } else {
          place = carries.size() + sequences.size() + constants.indexOf(value);
        }
        part.numbers.put(i, place);
        specs[place] = part.input(i);
      }
    }
    return List.of(specs);
  }

  private static List<Integer> bodyOutputs(Part part) {
    return Instructions.translated(part.scan.body().outputs(), part.numbers);
  }

  /**
   * Adds the loop to a graph.
   *
   * @param numbers the number there of each value of the old graph; the results of both loops are
   *     put into it
   */
  void add(Instructions graph, Map<Integer, Integer> numbers) {
    List<Integer> operands = Instructions.translated(carries, numbers);
    operands.addAll(Instructions.translated(sequences, numbers));
    operands.addAll(Instructions.translated(constants, numbers));
    List<Spec> outputs = scan.body().outputSpecs();
    List<Spec> results = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      results.add(i < carries.size() ? outputs.get(i) : stacked(outputs.get(i)));
    }
    for (int i = 0; i < carries.size(); i++) {
      results.add(stacked(outputs.get(i)));
    }
    int carried = graph.add(scan, operands, results);
    int stacked = carried + carries.size();
    int kept = carried + outputs.size();
    for (Part part : parts) {
      int count = part.scan.carries();
      int result = part.instruction.first();
      for (int i = 0; i < part.instruction.results().size(); i++, result++) {
        boolean isStacked = count <= i && i < part.scan.body().outputs().size();
        numbers.put(result, isStacked ? stacked++ : i < count ? carried++ : kept++);
      }
    }
  }

  private Spec stacked(Spec step) {
    return step.with(Shape.of(scan.length()).concat(step.shape()));
  }
}
