package org.thalweg.api.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.engine.Program;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Trace;
import org.thalweg.api.tree.Structure;
import org.thalweg.api.tree.Tree;

/**
 * A step of a loop, compiled once, whose state lives in memory of its own and is updated in place.
 *
 * <p>The step function takes the state and an input and returns the next state and an output. A run
 * allocates nothing: inputs are read where they are, and outputs have memory that the next run
 * overwrites. One run at a time; not thread-safe.
 *
 * @param <S> the type of the state
 * @param <I> the type of the input
 * @param <O> the type of the output
 */
public final class CompiledStep<S, I, O> {
  private final Program program;
  private final Structure stateStructure;
  private final Structure inputStructure;
  private final Structure outputStructure;
  private final List<Spec> inputSpecs;
  private final List<Spec> outputSpecs;
  private final Storage[] inputs;
  private final Storage[] outputs;
  private final int states;
  private final Consumer<Tensor> bind = this::bind;
  private int next;

  private CompiledStep(S state, I example, BiFunction<S, I, Stepped<S, O>> step) {
    this.stateStructure = Tree.structure(state);
    this.inputStructure = Tree.structure(example);
    List<Tensor> initial = stateStructure.leaves(state);
    this.states = initial.size();
    this.inputSpecs = specs(inputStructure.leaves(example));
    Runnable values = Tensor.evalMeanwhile(initial.toArray(new Tensor[0]));
    List<Tensor> stateArguments = arguments(stateStructure, specs(initial));
    List<Tensor> inputArguments = arguments(inputStructure, inputSpecs);
    Stepped<S, O> stepped =
        step.apply(build(stateStructure, stateArguments), build(inputStructure, inputArguments));
    this.outputStructure = Tree.structure(stepped.output());

    List<Tensor> results = new ArrayList<>(Tree.leaves(stepped.state()));
    checkState(Tree.structure(stepped.state()), specs(initial), specs(results));
    results.addAll(outputStructure.leaves(stepped.output()));
    List<Tensor> arguments = new ArrayList<>(stateArguments);
    arguments.addAll(inputArguments);
    Trace trace = Trace.of(arguments, results);
    int[] donations = new int[trace.graph().outputs().size()];
    for (int i = 0; i < donations.length; i++) {
      donations[i] = i < states ? i : -1;
    }
    this.program = new Program(Engines.current(), trace.graph(), donations, trace.diagnosis());

    this.inputs = new Storage[arguments.size() + trace.captured().size()];
    this.outputs = new Storage[results.size()];
    this.outputSpecs = program.outputSpecs().subList(states, results.size());
    values.run();
    for (int i = 0; i < states; i++) {
      outputs[i] = inputs[i] = initial.get(i).storage().copy();
    }
    for (int i = 0; i < outputSpecs.size(); i++) {
      Spec spec = outputSpecs.get(i);
      outputs[states + i] = Storage.allocate(spec.dtype(), spec.shape().size());
    }
    for (int i = 0; i < trace.captured().size(); i++) {
      inputs[arguments.size() + i] = trace.captured().get(i).storage();
    }
  }

  /**
   * Traces and compiles a step.
   *
   * @param state the initial state; it is copied
   * @param example an input of the structure and specs of all inputs to come; its values do not
   *     matter
   * @param step the function, which must be pure
   * @throws ThalwegException if the next state differs from the state in structure or specs
   */
  public static <S, I, O> CompiledStep<S, I, O> of(
      S state, I example, BiFunction<S, I, Stepped<S, O>> step) {
    return new CompiledStep<>(state, example, step);
  }

  /**
   * Runs one step.
   *
   * @param input an input of the structure and specs of the example
   * @throws ThalwegException if it differs from the example, or a guard fails
   */
  public void run(I input) {
    if (!inputStructure.matches(input)) {
      throw new ThalwegException(
          "a step keeps the structure and the constants of its input: tensors %s before, %s now"
              .formatted(inputStructure.names(), Tree.names(input)));
    }
    next = states;
    inputStructure.forEach(input, bind);
    program.run(inputs, outputs);
  }

  private void bind(Tensor leaf) {
    Spec expected = inputSpecs.get(next - states);
    if (!leaf.spec().equals(expected)) {
      throw new ThalwegException(
          "the step was compiled for %s as input %d, was given %s"
              .formatted(expected, next - states, leaf.spec()));
    }
    inputs[next++] = leaf.storage();
  }

  /** Returns a copy of the state. */
  public S state() {
    List<Tensor> leaves = new ArrayList<>();
    List<Spec> specs = program.outputSpecs();
    for (int i = 0; i < states; i++) {
      leaves.add(Tensor.of(specs.get(i).shape(), outputs[i].copy()));
    }
    return build(stateStructure, leaves);
  }

  /**
   * Returns the state as it stands in memory, without a copy: the next run changes the values of
   * its tensors. For what is computed between runs.
   */
  public S view() {
    List<Tensor> leaves = new ArrayList<>();
    List<Spec> specs = program.outputSpecs();
    for (int i = 0; i < states; i++) {
      leaves.add(Tensor.of(specs.get(i).shape(), outputs[i]));
    }
    return build(stateStructure, leaves);
  }

  /**
   * Replaces the state by a copy of another.
   *
   * @throws ThalwegException if it differs in structure or specs
   */
  public void state(S state) {
    List<Tensor> leaves = Tree.leaves(state);
    checkState(Tree.structure(state), program.outputSpecs().subList(0, states), specs(leaves));
    for (int i = 0; i < states; i++) {
      outputs[i].segment().copyFrom(leaves.get(i).storage().segment());
    }
  }

  /** Returns a copy of the output of the last run. */
  public O output() {
    List<Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < outputSpecs.size(); i++) {
      leaves.add(Tensor.of(outputSpecs.get(i).shape(), outputs[states + i].copy()));
    }
    return build(outputStructure, leaves);
  }

  /** Returns the first element of a leaf of the output of the last run, without allocating. */
  public double output(int leaf) {
    return outputs[states + leaf].getDouble(0);
  }

  /** Returns the program as text. */
  public String describe() {
    return program.describe();
  }

  private void checkState(Structure structure, List<Spec> before, List<Spec> after) {
    if (!structure.equals(stateStructure)) {
      throw new ThalwegException(
          "a step keeps the structure of its state: before it has %s, after it %s"
              .formatted(stateStructure.names(), structure.names()));
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        throw new ThalwegException(
            "a step keeps the specs of its state: '%s' is %s before and %s after"
                .formatted(structure.names().get(i), before.get(i), after.get(i)));
      }
    }
  }

  private static List<Spec> specs(List<Tensor> tensors) {
    List<Spec> specs = new ArrayList<>();
    for (Tensor tensor : tensors) {
      specs.add(tensor.spec());
    }
    return specs;
  }

  private static List<Tensor> arguments(Structure structure, List<Spec> specs) {
    List<String> names = structure.names();
    List<Tensor> arguments = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      arguments.add(Trace.argument(specs.get(i), names.get(i)));
    }
    return arguments;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T build(Structure structure, List<Tensor> leaves) {
    return (T) structure.build(leaves);
  }
}
