package org.thalweg.api.tensor;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Instruction;

/** Records a graph's instructions again on other tensors. */
public final class Replay {
  private Replay() {}

  /**
   * Returns what the graph gives for these inputs.
   *
   * @param graph the program
   * @param inputs one tensor for each input of the graph, of its spec
   */
  public static List<Tensor> run(Graph graph, List<Tensor> inputs) {
    List<Tensor> values = new ArrayList<>(inputs);
    for (Instruction instruction : graph.instructions()) {
      values.addAll(
          Tensor.recordAll(
              instruction.primitive(), instruction.inputs().stream().map(values::get).toList()));
    }
    return graph.outputs().stream().map(values::get).toList();
  }
}
