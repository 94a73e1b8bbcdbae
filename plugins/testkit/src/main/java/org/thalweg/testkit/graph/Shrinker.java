package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Instruction;

/**
 * Makes a failing trial smaller: outputs are left out, and instructions are replaced by inputs that
 * hold what the oracle computes there, as long as the trial still fails.
 */
public final class Shrinker {
  private final Engine engine;
  private final Engine oracle;

  /** Makes a shrinker for an engine that fails and one that is right. */
  public Shrinker(Engine engine, Engine oracle) {
    this.engine = engine;
    this.oracle = oracle;
  }

  /** A trial with the inputs that it fails on. */
  private record Failure(Trial trial, Storage[] inputs) {}

  /** Returns the smallest failing graph found, and where it fails. */
  public String smallest(Trial trial, Storage[] inputs) {
    Failure failure = new Failure(trial, inputs);
    if (!fails(failure)) {
      return "on its own it does not fail again";
    }
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Failure candidate : candidates(failure)) {
        if (fails(candidate)) {
          failure = candidate;
          smaller = true;
          break;
        }
      }
    }
    return failure.trial.graph() + "\n" + difference(failure);
  }

  private List<Failure> candidates(Failure failure) {
    List<Failure> candidates = new ArrayList<>();
    int outputs = failure.trial.graph().outputs().size();
    for (int output = 0; output < outputs && outputs > 1; output++) {
      candidates.add(without(failure, output));
    }
    for (int i = failure.trial.graph().instructions().size() - 1; i >= 0; i--) {
      candidates.add(cut(failure, i));
    }
    return candidates;
  }

  private boolean fails(Failure failure) {
    return !difference(failure).isEmpty();
  }

  private String difference(Failure failure) {
    try {
      Trial trial = failure.trial;
      return trial
          .difference(trial.run(oracle, failure.inputs), trial.run(engine, failure.inputs))
          .orElse("");
    } catch (RuntimeException | LinkageError e) {
      return e.toString();
    }
  }

  private static Failure without(Failure failure, int output) {
    List<Integer> kept =
        IntStream.range(0, failure.trial.graph().outputs().size())
            .filter(o -> o != output)
            .boxed()
            .toList();
    Graph graph = failure.trial.graph();
    List<Tolerance> tolerances = kept.stream().map(failure.trial.tolerances()::get).toList();
    Graph rest =
        new Graph(
            graph.inputs(), graph.instructions(), kept.stream().map(graph.outputs()::get).toList());
    return rebuilt(failure.trial.name(), rest, -1, failure.inputs, new Storage[0], tolerances);
  }

  private Failure cut(Failure failure, int index) {
    Graph graph = failure.trial.graph();
    Instruction instruction = graph.instructions().get(index);
    List<Integer> results =
        IntStream.range(0, instruction.results().size())
            .mapToObj(i -> instruction.first() + i)
            .toList();
    Graph part = new Graph(graph.inputs(), graph.instructions().subList(0, index + 1), results);
    Storage[] values = Trial.outputs(part);
    oracle.compile(part).run(failure.inputs, values);
    return rebuilt(
        failure.trial.name(), graph, index, failure.inputs, values, failure.trial.tolerances());
  }

  /** Returns what outputs need of a graph, one instruction's results being given as inputs. */
  private static Failure rebuilt(
      String name,
      Graph graph,
      int cut,
      Storage[] inputs,
      Storage[] given,
      List<Tolerance> tolerances) {
    Set<Integer> needed = new HashSet<>(graph.outputs());
    for (Instruction instruction : graph.instructions().reversed()) {
      boolean used =
          IntStream.range(0, instruction.results().size())
              .anyMatch(i -> needed.contains(instruction.first() + i));
      if (used && (cut < 0 || instruction != graph.instructions().get(cut))) {
        needed.addAll(instruction.inputs());
      }
    }
    GraphBuilder builder = new GraphBuilder();
    List<Storage> values = new ArrayList<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      if (needed.contains(i)) {
        numbers.put(i, builder.input(graph.inputs().get(i)));
        values.add(inputs[i]);
      }
    }
    for (int i = 0; i < given.length; i++) {
      Instruction instruction = graph.instructions().get(cut);
      if (needed.contains(instruction.first() + i)) {
        numbers.put(instruction.first() + i, builder.input(instruction.results().get(i)));
        values.add(given[i]);
      }
    }
    for (Instruction instruction : graph.instructions()) {
      boolean used =
          IntStream.range(0, instruction.results().size())
              .anyMatch(i -> needed.contains(instruction.first() + i));
      if (used && (cut < 0 || instruction != graph.instructions().get(cut))) {
        int first =
            builder.add(
                instruction.primitive(), instruction.inputs().stream().map(numbers::get).toList());
        for (int i = 0; i < instruction.results().size(); i++) {
          numbers.put(instruction.first() + i, first + i);
        }
      }
    }
    Graph small = builder.build(graph.outputs().stream().map(numbers::get).toList());
    Storage[] kept = values.toArray(Storage[]::new);
    return new Failure(new Trial(name, small, _ -> Arrays.asList(kept), tolerances), kept);
  }
}
