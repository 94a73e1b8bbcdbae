package org.thalweg.engine.vector.codegen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.thalweg.engine.vector.codegen.KernelCode.Access;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Mode;
import org.thalweg.engine.vector.codegen.KernelCode.Operand;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneBuilder;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/**
 * Code for short rows, as passes over many rows each: one for every phase, and between them one
 * that takes the numbers of all rows a vector at a time.
 *
 * <p>In a kernel over whole rows what is one number per row is computed for itself, row by row. Of
 * rows of a few vectors that is most of the work.
 *
 * <p>Passes have an order. Even ones, from before the first phase on, take numbers of rows as their
 * elements; odd ones are phases. What a later pass needs of an earlier one passes through temporary
 * memory.
 */
public final class RowSplit {
  /** Numbers of a row from which on it pays to compute them apart. */
  private static final int WORTH_SPLITTING = 4;

  /** How an operand of the whole is walked from row to row. */
  public enum Walk {
    /** The numbers of neighbouring rows are neighbours. */
    DENSE,
    /** All rows have one. */
    FIXED,
    /** Anything else. */
    OTHER
  }

  /**
   * One of the passes.
   *
   * @param code what it does; it is given the numbers that the whole is given
   * @param acrossRows whether its one row has an element for each row of the whole
   * @param memory for each operand, then for each total, which one it is: operands of the whole,
   *     then its totals, then temporaries
   */
  public record Pass(KernelCode code, boolean acrossRows, List<Integer> memory) {}

  /** Memory from pass to pass: one number per row, or one per element. */
  public record Temporary(LaneType type, boolean perElement) {}

  private final KernelCode code;
  private final List<Walk> walks;
  private final Phases phases;
  private final Map<Lane, Integer> turns = new HashMap<>();
  private final SequencedMap<Lane, Integer> temporaries = new LinkedHashMap<>();
  private boolean possible = true;

  private RowSplit(KernelCode code, List<Walk> walks) {
    this.code = code;
    this.walks = walks;
    this.phases = new Phases(code);
  }

  /** The passes and what they need. */
  public record Split(List<Pass> passes, List<Temporary> temporaries) {}

  /**
   * Splits a kernel, if it can be and is worth it.
   *
   * @param walks for each operand how it is walked from row to row
   */
  public static Optional<Split> of(KernelCode code, List<Walk> walks) {
    RowSplit split = new RowSplit(code, walks);
    return split.isWorthIt() ? split.split() : Optional.empty();
  }

  private boolean isWorthIt() {
    return phases.count() > 1
        && code.stores().stream().allMatch(store -> store.mode() == Mode.SET)
        && code.lanes().stream().filter(this::isNumberOfRow).count() >= WORTH_SPLITTING;
  }

  /** Returns whether a lane is worked out from others, once for each row. */
  private boolean isNumberOfRow(Lane lane) {
    return !lane.isPerElement()
        && phases.of(lane) != Phases.RUN
        && !(lane.op() instanceof Op.Load || lane.op() instanceof Op.At)
        && !(lane.op() instanceof Op.Folded);
  }

  private Optional<Split> split() {
    List<Pass> passes = new ArrayList<>();
    for (int turn = 2 * phases.count(); turn >= 0 && possible; turn--) {
      Writer writer = turn % 2 == 0 ? new AcrossRows(turn) : new OfPhase(turn);
      writer.write();
      if (!writer.isEmpty()) {
        passes.add(writer.pass());
      }
    }
    Collections.reverse(passes);
    List<Temporary> kept =
        temporaries.keySet().stream()
            .map(lane -> new Temporary(lane.type(), lane.isPerElement()))
            .toList();
    return possible ? Optional.of(new Split(passes, kept)) : Optional.empty();
  }

  /** Returns the pass that a number of the row comes from; -1 if it is known before all. */
  private int turn(Lane lane) {
    Integer known = turns.get(lane);
    if (known == null) {
      known = findTurn(lane);
      turns.put(lane, known);
    }
    return known;
  }

  private int findTurn(Lane lane) {
    if (phases.of(lane) == Phases.RUN || lane.op() instanceof Op.Load) {
      return -1;
    }
    if (lane.op() instanceof Op.Folded(int fold)) {
      return 2 * phases.of(code.folds().get(fold).lane()) + 1;
    }
    int latest = lane.arguments().stream().mapToInt(this::turn).max().orElse(-1);
    if (lane.op() instanceof Op.At) {
      return latest % 2 == 0 ? latest + 1 : latest + 2;
    }
    return latest % 2 == 0 ? latest : latest + 1;
  }

  /** Returns the number of the memory that keeps a lane. */
  private int temporary(Lane lane) {
    int number = temporaries.computeIfAbsent(lane, _ -> temporaries.size());
    return code.operands().size() + code.totals().size() + number;
  }

  /** Writes the code of a pass. */
  private abstract class Writer {
    final int turn;
    final LaneBuilder builder = new LaneBuilder();
    final List<Fold> folds = new ArrayList<>();
    final List<Store> stores = new ArrayList<>();
    private final SequencedMap<Integer, Operand> operands = new LinkedHashMap<>();
    private final SequencedMap<Integer, Fold> totals = new LinkedHashMap<>();
    private final Map<Lane, Lane> made = new HashMap<>();

    Writer(int turn) {
      this.turn = turn;
    }

    abstract void write();

    /** Returns a lane of the whole as one of this pass. */
    abstract Lane make(Lane lane);

    abstract boolean isAcrossRows();

    final Lane lane(Lane original) {
      Lane lane = made.get(original);
      if (lane == null) {
        lane = make(original);
        made.put(original, lane);
      }
      return lane;
    }

    final Lane copy(Lane original) {
      return builder.copy(original, original.arguments().stream().map(this::lane).toList());
    }

    final int operand(int memory, LaneType type, Access access) {
      operands.putIfAbsent(memory, new Operand(type, access));
      return List.copyOf(operands.keySet()).indexOf(memory);
    }

    final void store(int memory, LaneType type, Access access, Lane lane) {
      stores.add(new Store(operand(memory, type, access), lane, Mode.SET));
    }

    final void total(int number, Lane lane) {
      totals.put(code.operands().size() + number, new Fold(lane, code.totals().get(number).max()));
    }

    final boolean isEmpty() {
      return stores.isEmpty() && totals.isEmpty();
    }

    final Pass pass() {
      List<Integer> memory = new ArrayList<>(operands.keySet());
      memory.addAll(totals.keySet());
      return new Pass(
          new KernelCode(
              List.copyOf(operands.values()),
              code.params(),
              folds,
              List.copyOf(totals.values()),
              stores,
              !isAcrossRows()),
          isAcrossRows(),
          memory);
    }

    /** Returns the stores of the whole that write numbers of rows. */
    final List<Store> rowStores() {
      return code.stores().stream()
          .filter(store -> code.operands().get(store.operand()).access() != Access.ELEMENT)
          .toList();
    }
  }

  /** A pass that has the rows of the whole for elements. */
  private final class AcrossRows extends Writer {
    AcrossRows(int turn) {
      super(turn);
    }

    @Override
    boolean isAcrossRows() {
      return true;
    }

    @Override
    void write() {
      SequencedSet<Lane> wanted = new LinkedHashSet<>(temporaries.keySet());
      wanted.removeIf(lane -> lane.isPerElement() || turn(lane) != turn);
      wanted.forEach(lane -> store(temporary(lane), lane.type(), Access.ELEMENT, lane(lane)));
      for (Store store : rowStores()) {
        if (Math.max(0, turn(store.lane())) == turn) {
          possible &= walks.get(store.operand()) == Walk.DENSE;
          store(store.operand(), store.lane().type(), Access.ELEMENT, lane(store.lane()));
        }
      }
      for (int i = 0; i < code.totals().size(); i++) {
        Lane lane = code.totals().get(i).lane();
        if (!lane.isPerElement() && Math.max(0, turn(lane)) == turn) {
          total(i, builder.spread(lane(lane)));
        }
      }
    }

    @Override
    Lane make(Lane lane) {
      if (lane.op() instanceof Op.Load(int operand)) {
        boolean dense = walks.get(operand) == Walk.DENSE;
        possible &= dense || walks.get(operand) == Walk.FIXED;
        Access access = dense ? Access.ELEMENT : Access.ROW;
        return builder.load(lane.type(), operand(operand, lane.type(), access), dense);
      }
      if (turn(lane) == turn || phases.of(lane) == Phases.RUN) {
        return copy(lane);
      }
      possible &= turn(lane) < turn;
      int operand = operand(temporary(lane), lane.type(), Access.ELEMENT);
      return builder.load(lane.type(), operand, true);
    }
  }

  /** A pass over the elements of each row: a phase of the whole. */
  private final class OfPhase extends Writer {
    private final int phase;

    OfPhase(int turn) {
      super(turn);
      this.phase = turn / 2;
    }

    @Override
    boolean isAcrossRows() {
      return false;
    }

    @Override
    void write() {
      for (Store store : phases.stores(phase)) {
        store(store.operand(), store.lane().type(), Access.ELEMENT, lane(store.lane()));
      }
      for (int total : phases.totals(phase)) {
        total(total, lane(code.totals().get(total).lane()));
      }
      SequencedSet<Lane> wanted = new LinkedHashSet<>(temporaries.keySet());
      for (Lane lane : wanted) {
        if (lane.isPerElement() ? phases.of(lane) == phase : turn(lane) == turn) {
          Access access = lane.isPerElement() ? Access.ELEMENT : Access.ROW;
          store(temporary(lane), lane.type(), access, lane(lane));
        }
      }
      for (Store store : rowStores()) {
        if (turn(store.lane()) == turn) {
          store(store.operand(), store.lane().type(), Access.ROW, lane(store.lane()));
        }
      }
      for (int i = 0; i < code.totals().size(); i++) {
        Lane lane = code.totals().get(i).lane();
        if (!lane.isPerElement() && turn(lane) == turn) {
          total(i, lane(lane));
        }
      }
    }

    @Override
    Lane make(Lane lane) {
      if (lane.isPerElement()) {
        return element(lane);
      }
      if (lane.op() instanceof Op.Load(int operand)) {
        return builder.load(lane.type(), operand(operand, lane.type(), Access.ROW), false);
      }
      if (phases.of(lane) == Phases.RUN) {
        return copy(lane);
      }
      if (turn(lane) == turn && lane.op() instanceof Op.Folded(int fold)) {
        folds.add(new Fold(lane(code.folds().get(fold).lane()), code.folds().get(fold).max()));
        return builder.folded(lane.type(), folds.size() - 1);
      }
      if (turn(lane) == turn && lane.op() instanceof Op.At(int operand)) {
        int own = operand(operand, lane.type(), code.operands().get(operand).access());
        return builder.at(lane.type(), own, lane(lane.arguments().getFirst()));
      }
      possible &= turn(lane) < turn;
      return builder.load(lane.type(), operand(temporary(lane), lane.type(), Access.ROW), false);
    }

    private Lane element(Lane lane) {
      if (phases.isReloaded(lane, phase)) {
        int operand = operand(temporary(lane), lane.type(), Access.ELEMENT);
        return builder.load(lane.type(), operand, true);
      }
      return switch (lane.op()) {
        case Op.Load(int operand) ->
            builder.load(lane.type(), operand(operand, lane.type(), Access.ELEMENT), true);
        case Op.Counter(int operand, boolean high) ->
            builder.counter(operand(operand, LaneType.I32, Access.COUNTER), high);
        default -> copy(lane);
      };
    }
  }
}
