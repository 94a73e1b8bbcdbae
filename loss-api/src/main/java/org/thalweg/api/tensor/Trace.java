package org.thalweg.api.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.engine.Diagnosis;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Instruction;
import org.thalweg.api.graph.Source;

/**
 * What was recorded between some arguments and some outputs, as a graph.
 *
 * @param graph takes the arguments, then the captured tensors; gives the outputs and, if there is a
 *     diagnosis, the number of violated guards
 * @param captured other tensors that the outputs depend on; their values are known unless they were
 *     left out as older
 * @param diagnosis how to explain a violation, or null if there are no guards
 */
public record Trace(Graph graph, List<Tensor> captured, @Nullable Diagnosis diagnosis) {

  /** Returns a placeholder for an argument of a function that is about to be traced. */
  public static Tensor argument(Spec spec, String name) {
    return Tensor.record(new Source.Argument(spec, name));
  }

  /**
   * Collects what the outputs depend on.
   *
   * @param arguments tensors that become the graph's first inputs; nothing behind them is followed
   * @throws ThalwegException if an output depends on an argument that is not among these
   */
  public static Trace of(List<Tensor> arguments, List<Tensor> outputs) {
    return of(arguments, outputs, 0);
  }

  /**
   * Collects what the outputs depend on and was recorded from a moment on; what is older is
   * captured, whether its value is known or not.
   *
   * @param since the moment, by {@link Node#now}
   */
  public static Trace of(List<Tensor> arguments, List<Tensor> outputs, long since) {
    Walk walk = new Walk(arguments, outputs, List.of(), since);
    if (walk.guards.isEmpty()) {
      return new Trace(walk.graph(outputs), walk.captured(), null);
    }
    List<Node> guards = List.copyOf(walk.guards);
    Tensor violations = Tensors.sum(guards.stream().map(Trace::violations));
    List<Tensor> checked = Stream.concat(outputs.stream(), Stream.of(violations)).toList();
    Walk whole = new Walk(arguments, checked, List.of(), since);
    List<Tensor> evidence =
        guards.stream()
            .flatMap(guard -> Stream.of(guard.inputs().get(1), guard.inputs().getLast()))
            .toList();
    Walk partial = new Walk(arguments, evidence, whole.captured, since);
    List<String> messages =
        guards.stream().map(guard -> ((Control.Guard) guard.primitive()).message()).toList();
    return new Trace(
        whole.graph(checked), whole.captured(), new Diagnosis(partial.graph(evidence), messages));
  }

  /**
   * Returns how often a guard is violated, an int32 scalar. It is counted in the type of the values
   * in question, which leaves lanes as wide as they are.
   */
  private static Tensor violations(Node guard) {
    DType type = guard.inputs().getLast().dtype();
    Tensor violated = guard.inputs().get(1).not();
    return violated.to(type == DType.BOOL ? DType.INT32 : type).sum().to(DType.INT32);
  }

  /** Collects like {@link #of(List, List, long)} and leaves guards out. */
  public static Trace unguarded(List<Tensor> arguments, List<Tensor> outputs, long since) {
    Walk walk = new Walk(arguments, outputs, List.of(), since);
    return new Trace(walk.graph(outputs), walk.captured(), null);
  }

  /** One walk from outputs back to what is known. */
  private static final class Walk {
    final List<Tensor> arguments;
    final SequencedSet<Tensor> captured = new LinkedHashSet<>();
    final SequencedSet<Node> guards = new LinkedHashSet<>();
    private final Set<Tensor> stops = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Node> order = new ArrayList<>();
    private final IdentityHashMap<Node, Boolean> finished = new IdentityHashMap<>();

    private final long since;

    Walk(List<Tensor> arguments, List<Tensor> outputs, Collection<Tensor> captured, long since) {
      this.arguments = arguments;
      this.since = since;
      this.captured.addAll(captured);
      stops.addAll(arguments);
      for (Tensor output : outputs) {
        visit(output);
      }
    }

    List<Tensor> captured() {
      return List.copyOf(captured);
    }

    private void visit(Tensor output) {
      Deque<Node> path = new ArrayDeque<>();
      enter(output, path);
      while (!path.isEmpty()) {
        Node node = path.peek();
        if (finished.put(node, true) == null) {
          for (Tensor input : node.inputs().reversed()) {
            enter(input, path);
          }
        } else {
          path.pop();
          if (finished.replace(node, true, false)) {
            order.add(node);
            if (node.primitive() instanceof Control.Guard) {
              guards.add(node);
            }
          }
        }
      }
    }

    private void enter(Tensor tensor, Deque<Node> path) {
      if (stops.contains(tensor)) {
        return;
      }
      Node node = tensor.node();
      if (node == null || node.serial() < since) {
        captured.add(tensor);
      } else if (node.primitive() instanceof Source.Argument argument) {
        throw new ThalwegException(
            "the value of '%s' is not known while its function is traced; return the tensor from the"
                    .formatted(argument.name())
                + " function and read it there");
      } else if (!finished.containsKey(node)) {
        path.push(node);
      }
    }

    Graph graph(List<Tensor> outputs) {
      IdentityHashMap<Tensor, Integer> numbers = new IdentityHashMap<>();
      List<Spec> inputs = new ArrayList<>();
      for (Collection<Tensor> tensors : List.of(arguments, captured)) {
        for (Tensor tensor : tensors) {
          numbers.put(tensor, inputs.size());
          inputs.add(tensor.spec());
        }
      }
      List<Instruction> instructions = new ArrayList<>();
      Map<Instruction, Integer> known = new HashMap<>();
      int next = inputs.size();
      for (Node node : order) {
        List<Integer> operands = List.copyOf(numbers(node.inputs(), numbers));
        if (node.primitive() instanceof Control.Guard) {
          numbers.put(node.outputs().getFirst(), operands.getFirst());
          continue;
        }
        List<Spec> results = node.specs();
        Integer same =
            known.putIfAbsent(new Instruction(node.primitive(), operands, 0, results), next);
        int first = same == null ? next : same;
        if (same == null) {
          instructions.add(new Instruction(node.primitive(), operands, next, results));
          next += results.size();
        }
        for (int i = 0; i < results.size(); i++) {
          numbers.put(node.outputs().get(i), first + i);
        }
      }
      return new Graph(inputs, instructions, numbers(outputs, numbers));
    }

    private static List<Integer> numbers(List<Tensor> tensors, Map<Tensor, Integer> numbers) {
      List<Integer> result = new ArrayList<>(tensors.size());
      for (Tensor tensor : tensors) {
        result.add(Objects.requireNonNull(numbers.get(tensor)));
      }
      return result;
    }
  }
}
