package org.thalweg.engine.vector.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Graph;
import org.thalweg.engine.vector.fuse.Fuser;
import org.thalweg.engine.vector.fuse.Group;
import org.thalweg.engine.vector.fuse.Unit;
import org.thalweg.engine.vector.ir.Layout;
import org.thalweg.engine.vector.ir.Lowered;
import org.thalweg.engine.vector.ir.Lowering;
import org.thalweg.engine.vector.ir.Symmetry;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;
import org.thalweg.engine.vector.library.Elements;
import org.thalweg.engine.vector.library.Library;
import org.thalweg.engine.vector.library.Routine;

/** Makes a graph into a program: units into steps, values into buffers. */
public final class Planner {
  private final Graph graph;
  private final Lowered lowered;
  private final Symmetry symmetry;
  private final Team team;
  private final int[] donations;
  private final BiFunction<Graph, int[], Executable> compiler;
  private final Map<Value, Buffer> buffers = new IdentityHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Buffer> inputs = new ArrayList<>();
  private final List<Buffer> outputs = new ArrayList<>();

  /** Buffers whose memory is the program's own, from run to run. */
  private final Set<Buffer> fixed = new HashSet<>();

  private Planner(
      Graph graph, int[] donations, Team team, BiFunction<Graph, int[], Executable> compiler) {
    this.team = team;
    this.graph = graph;
    this.lowered = Lowering.lower(graph);
    this.symmetry = new Symmetry(lowered.values());
    this.donations = donations;
    this.compiler = compiler;
  }

  /**
   * Compiles a graph.
   *
   * @param donations for each output the input whose memory it takes over, or -1
   * @param team the threads that will run it
   * @param compiler compiles the bodies of loops
   */
  public static Executable compile(
      Graph graph, int[] donations, Team team, BiFunction<Graph, int[], Executable> compiler) {
    return new Planner(graph, donations, team, compiler).plan();
  }

  private Executable plan() {
    for (Spec spec : graph.inputs()) {
      inputs.add(new Buffer(spec.dtype(), spec.shape().size(), "input " + inputs.size()));
    }
    List<Unit> units = Fuser.fuse(lowered);
    Set<Value> stored = stored(units, lowered.outputs());
    for (Unit unit : units) {
      plan(unit, stored);
    }
    for (Value output : lowered.outputs()) {
      outputs.add(new Buffer(output.dtype(), output.size(), "output " + outputs.size()));
    }
    Schedule schedule = new Schedule(steps);
    for (int i = 0; i < outputs.size(); i++) {
      place(lowered.outputs().get(i), i, schedule);
    }
    Map<Step, Integer> numbers = schedule.waveNumbers(team.size());
    Set<Buffer> elsewhere = new HashSet<>(fixed);
    elsewhere.addAll(inputs);
    elsewhere.addAll(outputs);
    long arena = schedule.allocate(numbers, elsewhere);
    long scratch = 0;
    for (Step step : steps) {
      scratch = Math.max(scratch, step.scratchBytes());
    }
    return new VectorProgram(
        team, schedule.waves(numbers, team.size()), inputs, outputs, scratch, arena);
  }

  /** Returns the values that must be in memory: those that another unit reads, and outputs. */
  private static Set<Value> stored(List<Unit> units, List<Value> outputs) {
    Set<Value> stored = new HashSet<>(outputs);
    for (Unit unit : units) {
      stored.addAll(unit.reads());
    }
    return stored;
  }

  private Buffer buffer(Value value) {
    Buffer buffer = buffers.get(value);
    if (buffer == null) {
      buffer =
          switch (value) {
            case Value.Input input -> inputs.get(input.index());
            case Value.Constant constant -> constant(constant);
            case Value.Counting counting -> counting(counting);
            default -> new Buffer(value.dtype(), value.size(), "value " + value.id());
          };
      buffers.put(value, buffer);
    }
    return buffer;
  }

  private Buffer constant(Value.Constant constant) {
    Buffer buffer = fixed(constant);
    if (constant.dtype().isFloating()) {
      Elements.setDouble(buffer.segment(), constant.dtype(), 0, constant.number().doubleValue());
    } else {
      Elements.setLong(buffer.segment(), constant.dtype(), 0, constant.number().longValue());
    }
    return buffer;
  }

  private Buffer counting(Value.Counting counting) {
    Buffer buffer = fixed(counting);
    for (long i = 0; i < buffer.size(); i++) {
      Elements.setLong(buffer.segment(), counting.dtype(), i, i);
    }
    return buffer;
  }

  private Buffer fixed(Value value) {
    Buffer buffer = new Buffer(value.dtype(), value.size(), "constant " + value.id());
    buffer.bind(Storage.allocate(buffer.bytes()));
    fixed.add(buffer);
    return buffer;
  }

  // ---- units

  private void plan(Unit unit, Set<Value> stored) {
    switch (unit) {
      case Group group -> LoopPlanner.plan(group, stored, this::buffer, steps::add);
      case Unit.Routine(Value.Assembly assembly) -> assemble(assembly);
      case Unit.Routine(Value.Call call) -> call(call, stored);
      case Unit.Routine(Value value) -> throw new IllegalArgumentException("no routine: " + value);
    }
  }

  private void assemble(Value.Assembly assembly) {
    Buffer target = buffer(assembly);
    if (assembly.isFilled()) {
      steps.add(new FillStep(target, assembly.fill()));
    }
    for (Value.Piece piece : assembly.pieces()) {
      View source = piece.source();
      steps.add(new CopyStep(buffer(source.base()), source.layout(), target, piece.target()));
    }
  }

  private void call(Value.Call call, Set<Value> stored) {
    if (call.primitive() instanceof Contraction.MatMul) {
      View left = call.operands().getFirst();
      View right = call.operands().get(1);
      boolean adds = call.operands().size() > 2;
      if (adds) {
        Buffer addend = buffer(call.operands().getLast().base());
        Layout all = Layout.dense(addend.size());
        steps.add(new CopyStep(addend, all, buffer(call), all));
      }
      steps.add(
          new GemmStep(
              buffer(left.base()),
              left.layout(),
              buffer(right.base()),
              right.layout(),
              buffer(call),
              symmetry.isSymmetric(call),
              adds));
      return;
    }
    List<Value> results = new ArrayList<>(List.of(call));
    results.addAll(call.results());
    boolean[] wanted = new boolean[results.size()];
    SequencedMap<Integer, Buffer> targets = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = !Library.leavesOut(call) || stored.contains(results.get(i));
      if (wanted[i]) {
        targets.put(i, buffer(results.get(i)));
      }
    }
    List<Buffer> sources = new ArrayList<>();
    for (int i = 0; i < call.operands().size(); i++) {
      View view = call.operands().get(i);
      sources.add(Library.readsInPlace(call, i) ? buffer(view.base()) : dense(view));
    }
    List<Spec> specs = results.stream().map(Planner::spec).toList();
    Routine routine = Library.routine(call, specs, wanted, compiler);
    steps.add(new RoutineStep(call.primitive().label(), sources, targets, routine));
  }

  private static Spec spec(Value value) {
    return new Spec(Shape.of(value.dims()), value.dtype());
  }

  /** Returns a buffer that holds a view's elements in its own order. */
  private Buffer dense(View view) {
    Buffer source = buffer(view.base());
    if (view.layout().isDense() && view.layout().size() == source.size()) {
      return source;
    }
    Buffer copy = new Buffer(source.dtype(), view.layout().size(), "copy of " + source);
    steps.add(new CopyStep(source, view.layout(), copy, Layout.dense(view.layout().dims())));
    return copy;
  }

  // ---- outputs

  /**
   * Has a value's steps write an output directly if that is safe, else copies it there at the end.
   */
  private void place(Value value, int index, Schedule schedule) {
    Buffer own = buffer(value);
    Buffer output = outputs.get(index);
    int donated = donations[index];
    boolean direct =
        !schedule.isPlaced(own) && (donated < 0 || schedule.mayOverwrite(inputs.get(donated), own));
    if (direct) {
      schedule.place(own, output);
      return;
    }
    CopyStep copy =
        new CopyStep(own, Layout.dense(own.size()), output, Layout.dense(output.size()));
    steps.add(copy);
    schedule.addLast(copy, donated < 0 ? null : inputs.get(donated));
  }
}
