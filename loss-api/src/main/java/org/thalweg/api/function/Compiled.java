package org.thalweg.api.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.engine.Program;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Trace;
import org.thalweg.api.tree.Structure;
import org.thalweg.api.tree.Tree;

/**
 * A function of a tree of tensors that is traced and compiled once for each structure and shape.
 *
 * <p>The function must be pure: it is called only to be traced. Tensors that it refers to besides
 * its argument are constants of the program. Thread-safe; runs of one program take turns.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the result
 */
public final class Compiled<A, R> implements Function<A, R> {
  private record Signature(Engine engine, Structure structure, List<Spec> specs) {}

  private record Entry(Program program, List<Tensor> captured, Structure result) {}

  private final Function<A, R> function;
  private final Map<Signature, Entry> programs = new LinkedHashMap<>();

  private Compiled(Function<A, R> function) {
    this.function = function;
  }

  /** Returns the compiled form of a function. */
  public static <A, R> Compiled<A, R> of(Function<A, R> function) {
    return new Compiled<>(function);
  }

  /** Runs the function. */
  @Override
  @SuppressWarnings("unchecked")
  public R apply(A argument) {
    List<Tensor> leaves = Tree.leaves(argument);
    Entry entry = entry(argument, leaves);
    Storage[] inputs =
        Stream.concat(leaves.stream(), entry.captured.stream())
            .map(Tensor::storage)
            .toArray(Storage[]::new);
    List<Spec> specs = entry.program.outputSpecs();
    Storage[] outputs =
        specs.stream()
            .map(spec -> Storage.allocate(spec.dtype(), spec.shape().size()))
            .toArray(Storage[]::new);
    entry.program.run(inputs, outputs);
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < outputs.length; i++) {
      results.add(Tensor.of(specs.get(i).shape(), outputs[i]));
    }
    return (R) entry.result.build(results);
  }

  /** Returns the program for an argument as text, compiling it if need be. */
  public String describe(A argument) {
    return entry(argument, Tree.leaves(argument)).program.describe();
  }

  @SuppressWarnings("unchecked")
  private synchronized Entry entry(A argument, List<Tensor> leaves) {
    Structure structure = Tree.structure(argument);
    Engine engine = Engines.current();
    Signature signature =
        new Signature(engine, structure, leaves.stream().map(Tensor::spec).toList());
    Entry known = programs.get(signature);
    if (known != null) {
      return known;
    }
    List<String> names = structure.names();
    List<Tensor> arguments = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      arguments.add(Trace.argument(leaves.get(i).spec(), names.get(i)));
    }
    R result = function.apply((A) structure.build(arguments));
    Trace trace = Trace.of(arguments, Tree.leaves(result));
    int[] donations = new int[trace.graph().outputs().size()];
    Arrays.fill(donations, -1);
    Program program = new Program(engine, trace.graph(), donations, trace.diagnosis());
    Entry entry = new Entry(program, trace.captured(), Tree.structure(result));
    programs.put(signature, entry);
    return entry;
  }
}
