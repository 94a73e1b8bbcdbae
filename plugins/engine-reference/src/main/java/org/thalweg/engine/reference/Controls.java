package org.thalweg.engine.reference;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.CustomOp;

/** Loops, and kernels written by hand. */
final class Controls {
  private Controls() {}

  static List<Value> run(Control primitive, List<Value> inputs, List<Spec> specs) {
    return switch (primitive) {
      case Control.Guard guard ->
          throw new IllegalArgumentException("a graph holds the guard " + guard.message());
      case Control.Scan scan -> scan(scan, inputs, specs);
      case Control.Custom(CustomOp kernel) -> custom(kernel, inputs, specs);
    };
  }

  private static List<Value> scan(Control.Scan scan, List<Value> inputs, List<Spec> specs) {
    int carries = scan.carries();
    int outputs = scan.body().outputs().size() - carries;
    List<Value> stacked = specs.subList(carries, specs.size()).stream().map(Value::zeros).toList();
    List<Value> state = inputs.subList(0, carries);
    for (long step = 0; step < scan.length(); step++) {
      long at = scan.reverse() ? scan.length() - 1 - step : step;
      List<Value> arguments = new ArrayList<>(state);
      for (int i = carries; i < inputs.size(); i++) {
        boolean sequence = i < carries + scan.sequences();
        arguments.add(
            sequence ? slice(inputs.get(i), scan.body().inputs().get(i), at) : inputs.get(i));
      }
      List<Value> results = Interpreter.run(scan.body(), arguments);
      for (int i = 0; i < outputs; i++) {
        put(results.get(carries + i), stacked.get(i), at);
      }
      for (int i = 0; i < carries; i++) {
        put(state.get(i), stacked.get(outputs + i), at);
      }
      state = results.subList(0, carries);
    }
    List<Value> all = new ArrayList<>(state);
    all.addAll(stacked);
    return all;
  }

  private static Value slice(Value stack, Spec spec, long at) {
    Value part = Value.zeros(spec);
    for (int i = 0; i < part.size(); i++) {
      part.copy(i, stack, Math.toIntExact(at * part.size()) + i);
    }
    return part;
  }

  private static void put(Value part, Value stack, long at) {
    for (int i = 0; i < part.size(); i++) {
      stack.copy(Math.toIntExact(at * part.size()) + i, part, i);
    }
  }

  private static List<Value> custom(CustomOp kernel, List<Value> inputs, List<Spec> specs) {
    List<Storage> arguments = new ArrayList<>();
    for (Value input : inputs) {
      Storage storage = allocate(input.spec());
      input.store(storage);
      arguments.add(storage);
    }
    List<Storage> results = specs.stream().map(Controls::allocate).toList();
    kernel.run(arguments, results);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      values.add(Value.load(specs.get(i), results.get(i)));
    }
    return values;
  }

  private static Storage allocate(Spec spec) {
    return Storage.allocate(spec.dtype(), spec.shape().size());
  }
}
