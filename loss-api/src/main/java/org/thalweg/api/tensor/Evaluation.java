package org.thalweg.api.tensor;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Diagnosis;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.engine.Program;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Source;

/** Computes tensors that were recorded outside any traced function. */
final class Evaluation {
  private static final int CACHED_PROGRAMS = 256;

  /** Graphs that differ in nothing but what their guards say are not the same. */
  private record Key(Engine engine, Graph graph, @Nullable Diagnosis diagnosis) {}

  private static final Map<Key, Program> PROGRAMS =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
          return size() > CACHED_PROGRAMS;
        }
      };

  private Evaluation() {}

  static void evaluate(List<Tensor> tensors) {
    List<Tensor> open = open(tensors);
    if (!open.isEmpty()) {
      publish(open, values(open, Trace.of(List.of(), open)));
    }
  }

  /**
   * Begins to compute tensors on another thread. Only the calling thread changes tensors, here and
   * when it runs what is returned, so it may record and trace meanwhile.
   */
  static Runnable begin(List<Tensor> tensors) {
    List<Tensor> open = open(tensors);
    if (open.isEmpty()) {
      return () -> {};
    }
    Trace trace = Trace.of(List.of(), open);
    Background<Storage[]> outputs = Background.start(() -> values(open, trace));
    return () -> publish(open, outputs.await());
  }

  /** Returns the tensors that take an engine to compute; computes the others. */
  private static List<Tensor> open(List<Tensor> tensors) {
    SequencedSet<Tensor> open = new LinkedHashSet<>();
    for (Tensor tensor : tensors) {
      if (!fill(tensor)) {
        open.add(tensor);
      }
    }
    return List.copyOf(open);
  }

  private static Storage[] values(List<Tensor> tensors, Trace trace) {
    Program program = program(trace);
    Storage[] inputs = new Storage[trace.captured().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = trace.captured().get(i).storage();
    }
    Storage[] outputs = new Storage[tensors.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = Storage.allocate(tensors.get(i).dtype(), tensors.get(i).size());
    }
    program.run(inputs, outputs);
    return outputs;
  }

  private static void publish(List<Tensor> tensors, Storage[] values) {
    for (int i = 0; i < values.length; i++) {
      tensors.get(i).computed(values[i]);
    }
  }

  private static Program program(Trace trace) {
    Key key = new Key(Engines.current(), trace.graph(), trace.diagnosis());
    synchronized (PROGRAMS) {
      Program known = PROGRAMS.get(key);
      if (known != null) {
        return known;
      }
    }
    int[] donations = new int[trace.graph().outputs().size()];
    java.util.Arrays.fill(donations, -1);
    Program program = new Program(key.engine(), key.graph(), donations, key.diagnosis());
    synchronized (PROGRAMS) {
      PROGRAMS.put(key, program);
    }
    return program;
  }

  /** Computes a tensor of one value without an engine; returns whether it is known now. */
  private static boolean fill(Tensor tensor) {
    Node node = tensor.node();
    if (node == null) {
      return true;
    }
    if (!(node.primitive() instanceof Source.Fill(Spec spec, Number value))) {
      return false;
    }
    Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
    // memory is zero when it is allocated; minus zero is another number
    boolean zero = Double.doubleToRawLongBits(value.doubleValue()) == 0;
    for (long i = 0; !zero && i < spec.shape().size(); i++) {
      if (spec.dtype().isFloating()) {
        storage.setDouble(i, value.doubleValue());
      } else {
        storage.setLong(i, value.longValue());
      }
    }
    tensor.computed(storage);
    return true;
  }
}
