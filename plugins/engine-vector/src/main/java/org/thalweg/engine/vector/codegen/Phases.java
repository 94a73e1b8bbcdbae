package org.thalweg.engine.vector.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.thalweg.engine.vector.codegen.KernelCode.Access;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/**
 * The passes over a row that a kernel makes: a lane that uses the result of a fold is of a later
 * phase than the fold.
 *
 * <p>What an earlier phase computed is computed again if that is cheap, else kept in scratch
 * memory.
 */
final class Phases {
  /** Lanes of this phase depend on numbers of the run alone. */
  static final int RUN = -2;

  /** Lanes of this phase depend on the row, but on no fold. */
  static final int ROW = -1;

  /** A lane of up to this many operations is computed again rather than kept. */
  private static final int CHEAP = 4;

  /** Elements whose partial sums are kept in single precision. */
  static final int BLOCK = 4096;

  /** Bytes of the widest vector that is taken. */
  private static final int WIDEST_VECTOR = 64;

  /**
   * Where scratch memory holds numbers of the row, after arguments of calls and partial results.
   */
  static final int ROW_NUMBERS = 4096;

  /** Vectors of numbers of the row that fit the scratch memory's header. */
  static final int MOST_ROW_NUMBERS = 32;

  /** Where scratch memory holds what nobody reads, a vector. */
  static final long UNREAD = ROW_NUMBERS + MOST_ROW_NUMBERS * WIDEST_VECTOR;

  /** Scratch memory before the kept rows. */
  static final int HEADER_BYTES = (int) UNREAD + WIDEST_VECTOR;

  /** Operations in the time of which a vector can come from memory. */
  private static final int MUCH = 12;

  /** Operands of the next row that are read during a phase. */
  private static final int MOST_READ_AHEAD = 2;

  private final KernelCode code;
  private final List<Lane> lanes;
  private final Map<Lane, Integer> phase = new HashMap<>();
  private final List<SequencedSet<Lane>> bodies = new ArrayList<>();
  private final List<Lane> kept = new ArrayList<>();

  Phases(KernelCode code) {
    this.code = code;
    this.lanes = code.lanes();
    int last = 0;
    for (Lane lane : lanes) {
      phase.put(lane, phaseOf(lane));
      if (lane.isPerElement()) {
        last = Math.max(last, Known.in(phase, lane));
      }
    }
    for (Store store : code.stores()) {
      last = isElement(store) ? Math.max(last, storePhase(store)) : last;
    }
    Set<Lane> keep = new HashSet<>();
    for (int p = 0; p <= last; p++) {
      bodies.add(new TreeSet<>(Lane.BY_ID));
    }
    for (int p = last; p >= 0; p--) {
      for (Lane root : roots(p)) {
        need(root, p, keep);
      }
    }
  }

  private int phaseOf(Lane lane) {
    int own =
        switch (lane.op()) {
          case Op.Const _, Op.Param _ -> RUN;
          case Op.Folded(int fold) -> of(code.folds().get(fold).lane());
          case Op.Counter _ -> 0;
          case Op.At _ -> ROW;
          case Op.Load _ -> lane.isPerElement() ? 0 : ROW;
          default -> RUN;
        };
    for (Lane argument : lane.arguments()) {
      int before = of(argument);
      boolean next = lane.isPerElement() && !argument.isPerElement();
      own = Math.max(own, next ? before + 1 : before);
    }
    return lane.isPerElement() ? Math.max(own, 0) : own;
  }

  /** Returns the phase of a lane. */
  int of(Lane lane) {
    Integer known = phase.get(lane);
    return known == null ? phaseOf(lane) : known;
  }

  /** Returns the lanes that a phase is there for. */
  private List<Lane> roots(int p) {
    List<Lane> roots = new ArrayList<>();
    for (int i : folds(p)) {
      roots.add(code.folds().get(i).lane());
    }
    for (int i : totals(p)) {
      roots.add(code.totals().get(i).lane());
    }
    for (Store store : stores(p)) {
      roots.add(store.lane());
    }
    return roots;
  }

  private boolean isIn(Lane lane, int p) {
    return lane.isPerElement() && of(lane) == p;
  }

  /** Puts a lane, and what it is made from, into the body of a phase. */
  private void need(Lane lane, int p, Set<Lane> keep) {
    if (!lane.isPerElement() || !bodies.get(p).add(lane)) {
      return;
    }
    if (of(lane) < p && cost(lane) > CHEAP) {
      if (keep.add(lane)) {
        kept.add(lane);
      }
      need(lane, of(lane), keep);
    } else {
      for (Lane argument : lane.arguments()) {
        need(argument, p, keep);
      }
    }
  }

  private static int cost(Lane lane) {
    if (!lane.isPerElement() || lane.op() instanceof Op.Load) {
      return 0;
    }
    int cost = lane.op() instanceof Op.Call || lane.op() == Op.Basic.DIV ? CHEAP : 1;
    for (Lane argument : lane.arguments()) {
      cost += cost > CHEAP ? 0 : cost(argument);
    }
    return cost;
  }

  /** Returns the number of passes over a row. */
  int count() {
    return bodies.size();
  }

  /** Returns the lanes computed or loaded in a phase, arguments first. */
  SequencedSet<Lane> body(int p) {
    return bodies.get(p);
  }

  /**
   * Returns the operands that are worth reading for the next row in a phase: those that the first
   * phase waits for, in the later phase that computes most.
   */
  int[] readsAhead(int p) {
    if (p == 0 || code.shortRows() || body(p).size() < MUCH) {
      return new int[0];
    }
    for (int other = 1; other < count(); other++) {
      int more = body(other).size() - body(p).size();
      if (more > 0 || more == 0 && other < p) {
        return new int[0];
      }
    }
    return body(0).stream()
        .filter(lane -> lane.type() != LaneType.MASK)
        .flatMapToInt(lane ->
            lane.op() instanceof Op.Load(int operand) ? IntStream.of(operand) : IntStream.empty())
        .limit(MOST_READ_AHEAD)
        .toArray();
  }

  /** Returns whether a lane of a phase's body is loaded from scratch memory. */
  boolean isReloaded(Lane lane, int p) {
    return kept.contains(lane) && of(lane) < p;
  }

  /** Returns whether a lane of a phase's body is stored to scratch memory. */
  boolean isKept(Lane lane, int p) {
    return kept.contains(lane) && of(lane) == p;
  }

  /** Returns the number of a kept lane. */
  int slot(Lane lane) {
    return kept.indexOf(lane);
  }

  /** Returns the number of kept lanes. */
  int slots() {
    return kept.size();
  }

  /** Returns the lanes that are one number per row and known after a phase, arguments first. */
  List<Lane> scalars(int p) {
    List<Lane> scalars = new ArrayList<>();
    for (Lane lane : lanes) {
      if (!lane.isPerElement() && of(lane) == p) {
        scalars.add(lane);
      }
    }
    return scalars;
  }

  /** Returns the folds of a phase, by number. */
  List<Integer> folds(int p) {
    return numbers(code.folds(), p);
  }

  /** Returns the totals over elements of a phase, by number. */
  List<Integer> totals(int p) {
    return numbers(code.totals(), p);
  }

  private List<Integer> numbers(List<Fold> folds, int p) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < folds.size(); i++) {
      if (isIn(folds.get(i).lane(), p)) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  /**
   * Returns the stores of elements of a phase: those of the last phase that reads its operand's
   * row.
   */
  List<Store> stores(int p) {
    List<Store> stores = new ArrayList<>();
    for (Store store : code.stores()) {
      if (isElement(store) && storePhase(store) == p) {
        stores.add(store);
      }
    }
    return stores;
  }

  private int storePhase(Store store) {
    return store.lane().isPerElement() ? of(store.lane()) : Math.max(0, of(store.lane()) + 1);
  }

  /** Returns the stores of one number per row that are known after a phase. */
  List<Store> rowStores(int p) {
    List<Store> stores = new ArrayList<>();
    for (Store store : code.stores()) {
      if (!isElement(store) && Math.max(ROW, of(store.lane())) == p) {
        stores.add(store);
      }
    }
    return stores;
  }

  /** Returns the totals over one number per row that is known after a phase. */
  List<Integer> rowTotals(int p) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < code.totals().size(); i++) {
      Lane lane = code.totals().get(i).lane();
      if (!lane.isPerElement() && Math.max(ROW, of(lane)) == p) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  private boolean isElement(Store store) {
    return code.operands().get(store.operand()).access() == Access.ELEMENT;
  }

  /** Returns whether sums are taken over elements in a phase, which then goes block by block. */
  boolean isBlocked(int p) {
    return hasSum(folds(p), code.folds()) || hasSum(totals(p), code.totals());
  }

  private static boolean hasSum(List<Integer> numbers, List<Fold> folds) {
    for (int i : numbers) {
      if (!folds.get(i).max()) {
        return true;
      }
    }
    return false;
  }

  /** Returns where a vector of a number of the row lies in scratch memory. */
  static long rowNumberOffset(int number) {
    return ROW_NUMBERS + (long) number * WIDEST_VECTOR;
  }

  /** Returns the scratch memory that a run over rows of a length takes. */
  static long scratchBytes(int slots, long columns) {
    return HEADER_BYTES + slots * pitch(columns);
  }

  /** Returns the distance of kept rows in scratch memory. */
  static long pitch(long columns) {
    return (columns * Long.BYTES + 127) & -64;
  }

  /** Returns whether rows have few elements. */
  boolean hasShortRows() {
    return code.shortRows();
  }

  /**
   * Returns whether in each row the elements of an operand are read no later than those of another
   * are written, so that they may lie at the same place.
   */
  boolean readsBefore(int read, int written) {
    int first = Integer.MAX_VALUE;
    for (Store store : code.stores()) {
      if (store.operand() == written) {
        first = Math.min(first, isElement(store) ? storePhase(store) : ROW);
      }
    }
    for (Lane lane : lanes) {
      if (lane.op() instanceof Op.At(int operand) && operand == read && of(lane) >= first) {
        return false;
      }
    }
    for (int p = first + 1; p < count(); p++) {
      for (Lane lane : body(p)) {
        if (lane.op() instanceof Op.Load(int operand) && operand == read) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns whether all elements of a row lie in one phase. */
  boolean isSinglePass() {
    return count() == 1;
  }
}
