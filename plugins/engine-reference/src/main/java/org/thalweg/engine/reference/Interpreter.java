package org.thalweg.engine.reference;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Instruction;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Source;
import org.thalweg.api.graph.Unary;
import org.thalweg.api.graph.Windowing;

/** Walks a graph's instructions and computes each in turn. */
final class Interpreter implements Executable {
  private final Graph graph;

  Interpreter(Graph graph) {
    this.graph = graph;
  }

  /** Reads all inputs before it writes any output, so a donated input is of no concern. */
  @Override
  public void run(Storage[] inputs, Storage[] outputs) {
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      arguments.add(Value.load(graph.inputs().get(i), inputs[i]));
    }
    List<Value> results = run(graph, arguments);
    for (int i = 0; i < outputs.length; i++) {
      results.get(i).store(outputs[i]);
    }
  }

  /** Returns what a graph gives for its inputs. */
  static List<Value> run(Graph graph, List<Value> inputs) {
    List<Value> values = new ArrayList<>(inputs);
    for (Instruction instruction : graph.instructions()) {
      values.addAll(run(instruction, instruction.inputs().stream().map(values::get).toList()));
    }
    return graph.outputs().stream().map(values::get).toList();
  }

  private static List<Value> run(Instruction instruction, List<Value> inputs) {
    return switch (instruction.primitive()) {
      case Control primitive -> Controls.run(primitive, inputs, instruction.results());
      case Source primitive -> List.of(Sources.run(primitive, inputs));
      case Unary primitive ->
          List.of(Unaries.run(primitive, inputs.getFirst(), instruction.result()));
      case Binary primitive ->
          List.of(Binaries.run(primitive, inputs.get(0), inputs.get(1), instruction.result()));
      case Select() -> List.of(select(inputs.get(0), inputs.get(1), inputs.get(2)));
      case Reduction primitive ->
          List.of(Reductions.run(primitive, inputs.getFirst(), instruction.result()));
      case Movement primitive -> List.of(Movements.run(primitive, inputs, instruction.result()));
      case Contraction primitive ->
          List.of(Contractions.run(primitive, inputs.get(0), inputs.get(1), instruction.result()));
      case Windowing primitive ->
          List.of(Windows.run(primitive, inputs.getFirst(), instruction.result()));
      case Indexing primitive -> List.of(Indexings.run(primitive, inputs, instruction.result()));
    };
  }

  private static Value select(Value condition, Value then, Value otherwise) {
    Value result = Value.zeros(then.spec());
    for (int i = 0; i < result.size(); i++) {
      result.copy(i, condition.whole(i) != 0 ? then : otherwise, i);
    }
    return result;
  }

  /** Returns the graph. */
  @Override
  public String describe() {
    return graph.toString();
  }
}
