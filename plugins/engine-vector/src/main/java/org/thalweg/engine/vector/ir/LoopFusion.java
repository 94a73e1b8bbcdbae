package org.thalweg.engine.vector.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.graph.Control.Scan;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Instruction;

/**
 * Makes one loop of two that compute some of the same products, so that these are computed once: of
 * a loop and its gradient, where neither waits for the other.
 */
final class LoopFusion {
  private LoopFusion() {}

  /** Returns a graph of the same inputs and outputs. */
  static Graph apply(Graph graph) {
    List<Instruction> loops = new ArrayList<>();
    for (Instruction instruction : graph.instructions()) {
      if (instruction.primitive() instanceof Scan) {
        loops.add(instruction);
      }
    }
    for (int j = 1; j < loops.size(); j++) {
      for (int i = 0; i < j; i++) {
        Graph fused = fuse(graph, loops.get(i), loops.get(j));
        if (fused != null) {
          return apply(fused);
        }
      }
    }
    return graph;
  }

  private static @Nullable Graph fuse(Graph graph, Instruction first, Instruction second) {
    if (!FusedLoop.isPossible(first, second) || dependents(graph, Set.of(first)).contains(second)) {
      return null;
    }
    FusedLoop loop = new FusedLoop(first, second);
    return loop.sharedProducts() == 0 ? null : replace(graph, Set.of(first, second), loop);
  }

  /** Returns some instructions and those that depend on them. */
  private static Set<Instruction> dependents(Graph graph, Set<Instruction> some) {
    Set<Instruction> dependents = new HashSet<>(some);
    Set<Integer> values = new HashSet<>();
    for (Instruction instruction : graph.instructions()) {
      boolean depends = some.contains(instruction);
      for (int input : instruction.inputs()) {
        depends |= values.contains(input);
      }
      if (depends) {
        dependents.add(instruction);
        for (int i = 0; i < instruction.results().size(); i++) {
          values.add(instruction.first() + i);
        }
      }
    }
    return dependents;
  }

  /** Returns the graph with a loop instead of two: what depends on either comes after it. */
  private static Graph replace(Graph graph, Set<Instruction> two, FusedLoop loop) {
    Set<Instruction> after = dependents(graph, two);
    Instructions code = new Instructions(graph.inputs());
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      numbers.put(i, i);
    }
    for (Instruction instruction : graph.instructions()) {
      if (!after.contains(instruction)) {
        code.add(instruction, numbers);
      }
    }
    loop.add(code, numbers);
    for (Instruction instruction : graph.instructions()) {
      if (after.contains(instruction) && !two.contains(instruction)) {
        code.add(instruction, numbers);
      }
    }
    return code.graph(Instructions.translated(graph.outputs(), numbers));
  }
}
