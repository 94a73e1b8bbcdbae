package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.codegen.KernelCode;
import org.thalweg.engine.vector.codegen.KernelCode.Access;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Mode;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.fuse.Formula;

/**
 * A generated kernel over a space.
 *
 * <p>The space is cut into pieces by its extents alone; rows stay whole where they are folded. A
 * fold over pieces keeps one partial result per piece; they are combined in order.
 */
final class LoopStep extends Step {
  /** Elements of a piece. */
  private static final long PIECE = 1 << 14;

  /** Rows of a piece where columns are folded, so that single precision does for its sums. */
  private static final long FOLDED_ROWS = 512;

  /** Memory of an operand; null for counters. */
  record Memory(@Nullable Buffer buffer, long offset, boolean output) {}

  private final KernelCode code;
  private final LoopBody body;
  private final Formula formula;
  private final LoopSpace loop;
  private final List<Memory> memory;
  private final List<Buffer> totals;
  private final long[] params;
  private final int[] bytes;
  private final long[] rowStrides;
  private final MemorySegment[] segments;
  private final Cut cut;

  /** Partial results of totals: for each a number of eight bytes per piece. */
  private final MemorySegment[] partials;

  /** Stores that fold columns, and their partial results if there are several pieces of rows. */
  private final List<ColumnFold> columnFolds = new ArrayList<>();

  /** How the space is cut: pieces of an outer index, and how large they are. */
  private record Cut(long outer, long rowsOf, long columnsOf, long rowPieces, long columnPieces) {
    long pieces() {
      return outer * rowPieces * columnPieces;
    }
  }

  LoopStep(
      KernelCode code,
      LoopBody body,
      LoopSpace loop,
      List<Memory> memory,
      List<Buffer> totals,
      long[] params,
      boolean hasRows,
      Formula formula) {
    super(buffers(memory, false, List.of()), buffers(memory, true, totals));
    this.code = code;
    this.body = body;
    this.formula = formula;
    this.loop = loop;
    this.memory = memory;
    this.totals = totals;
    this.params = params;
    int operands = memory.size();
    this.bytes = new int[operands];
    this.rowStrides = new long[operands + totals.size()];
    this.segments = new MemorySegment[operands + totals.size()];
    for (int k = 0; k < operands; k++) {
      boolean counts = code.operands().get(k).access() == Access.COUNTER;
      bytes[k] = counts ? 1 : code.operands().get(k).type().bytes();
      rowStrides[k] = loop.rowStride(k) * bytes[k];
      Buffer buffer = memory.get(k).buffer;
      if (buffer != null) {
        buffer.keep(segments, k);
      } else {
        segments[k] = MemorySegment.NULL;
      }
    }
    boolean foldsColumns = false;
    for (Store store : code.stores()) {
      foldsColumns |= store.mode() != Mode.SET;
    }
    this.cut = cut(loop, hasRows, foldsColumns);
    this.partials = new MemorySegment[totals.size()];
    for (int t = 0; t < partials.length; t++) {
      partials[t] = Storage.allocate(cut.pieces() * Long.BYTES);
      segments[operands + t] = partials[t];
    }
    for (Store store : code.stores()) {
      if (store.mode() != Mode.SET) {
        Buffer target = Objects.requireNonNull(memory.get(store.operand()).buffer);
        columnFolds.add(
            new ColumnFold(
                store.operand(),
                target,
                store.mode() == Mode.MAX,
                loop.outerSize(),
                cut.rowPieces,
                loop.columns()));
      }
    }
  }

  /** Returns the buffers that are read or written, each once, and others. */
  private static List<Buffer> buffers(List<Memory> memory, boolean output, List<Buffer> others) {
    SequencedSet<Buffer> buffers = new LinkedHashSet<>();
    for (Memory operand : memory) {
      if (operand.output == output && operand.buffer != null) {
        buffers.add(operand.buffer);
      }
    }
    buffers.addAll(others);
    return List.copyOf(buffers);
  }

  private static Cut cut(LoopSpace loop, boolean hasRows, boolean foldsColumns) {
    long rows = loop.rows();
    long columns = loop.columns();
    if (foldsColumns) {
      long rowsOf = Math.min(rows, FOLDED_ROWS);
      long columnsOf = Math.clamp(2 * PIECE / Math.max(1, rowsOf), 64, PIECE);
      return new Cut(
          loop.outerSize(), rowsOf, columnsOf, pieces(rows, rowsOf), pieces(columns, columnsOf));
    }
    long columnsOf = hasRows ? Math.max(1, columns) : Math.clamp(columns, 1, PIECE);
    long rowsOf = Math.clamp(PIECE / columnsOf, 1, Math.max(1, rows));
    return new Cut(
        loop.outerSize(), rowsOf, columnsOf, pieces(rows, rowsOf), pieces(columns, columnsOf));
  }

  private static long pieces(long extent, long size) {
    return extent == 0 ? 0 : (extent - 1) / size + 1;
  }

  /** Pieces of small outer indices that make up one task. */
  private long piecesPerTask() {
    long elements = Math.max(1, cut.rowsOf * Math.min(cut.columnsOf, loop.columns()));
    return Math.max(1, PIECE / elements);
  }

  @Override
  int tasks(int team) {
    return Math.toIntExact(pieces(cut.pieces(), piecesPerTask()));
  }

  @Override
  void run(int task, int team, Worker worker) {
    long per = piecesPerTask();
    long end = Math.min(cut.pieces(), (task + 1) * per);
    long[] offsets = worker.offsets(segments.length);
    for (long piece = task * per; piece < end; piece++) {
      piece(piece, offsets, worker);
    }
  }

  private void piece(long piece, long[] offsets, Worker worker) {
    long columnPiece = piece % cut.columnPieces;
    long rowPiece = piece / cut.columnPieces % cut.rowPieces;
    long outer = piece / cut.columnPieces / cut.rowPieces;
    long row = rowPiece * cut.rowsOf;
    long column = columnPiece * cut.columnsOf;
    long rows = Math.min(cut.rowsOf, loop.rows() - row);
    long columns = Math.min(cut.columnsOf, loop.columns() - column);
    for (int k = 0; k < memory.size(); k++) {
      long first = memory.get(k).offset + loop.outerOffset(k, outer);
      offsets[k] = (first + row * loop.rowStride(k) + column * loop.columnStride(k)) * bytes[k];
    }
    for (int t = 0; t < totals.size(); t++) {
      offsets[memory.size() + t] = piece * Long.BYTES;
    }
    MemorySegment[] used = segments;
    if (!columnFolds.isEmpty()) {
      used = worker.segments(segments);
      for (int i = 0; i < columnFolds.size(); i++) { // an iterator would be an object a piece
        ColumnFold fold = columnFolds.get(i);
        used[fold.operand] = fold.memory();
        offsets[fold.operand] = fold.start(outer, rowPiece, column, columns);
      }
    }
    body.run(used, offsets, rowStrides, params, worker, rows, columns);
  }

  @Override
  void finish() {
    for (int t = 0; t < totals.size(); t++) {
      finishTotal(code.totals().get(t), partials[t], totals.get(t));
    }
    for (int i = 0; i < columnFolds.size(); i++) {
      columnFolds.get(i).finish();
    }
  }

  private void finishTotal(Fold fold, MemorySegment partial, Buffer result) {
    DType kept =
        switch (fold.keptType()) {
          case F32 -> DType.FLOAT32;
          case F64 -> DType.FLOAT64;
          case I32, MASK -> DType.INT32;
          case I64 -> DType.INT64;
        };
    Total.combine(partial, kept, cut.pieces(), fold.max(), result.segment(), result.dtype());
  }

  @Override
  void warm() {
    body.warm();
  }

  @Override
  boolean isReady() {
    return body.isReady();
  }

  @Override
  long nanos() {
    long elements = loop.outerSize() * loop.rows() * loop.columns();
    long operations = body.operations();
    // a vector operation takes about a quarter of a nanosecond, an access to the nearer caches half
    return elements * (operations + 2L * memory.size()) / 64 + 20 * cut.pieces() * memory.size();
  }

  @Override
  long scratchBytes() {
    return body.scratchBytes(cut.rowsOf, Math.min(loop.columns(), cut.columnsOf));
  }

  @Override
  boolean allowsInPlace(Buffer read, Buffer written) {
    if (!columnFolds.isEmpty()) {
      return false;
    }
    boolean allows = false;
    for (int w = 0; w < memory.size(); w++) {
      for (int r = 0; r < memory.size() && memory.get(w).buffer == written; r++) {
        if (memory.get(r).buffer == read) {
          if (!java.util.Arrays.equals(walk(r), walk(w)) || !body.readsBefore(r, w)) {
            return false;
          }
          allows = true;
        }
      }
    }
    return allows;
  }

  private long[] walk(int operand) {
    long[] strides = loop.strides().get(operand);
    long[] walk = java.util.Arrays.copyOf(strides, strides.length + 1);
    walk[strides.length] = memory.get(operand).offset;
    // where there is one row or one outer index, its stride does not matter
    if (loop.rows() == 1) {
      walk[strides.length - 2] = 0;
    }
    return walk;
  }

  @Override
  public String toString() {
    return "loop over %s x %d x %d%s, %d pieces%s%n%s"
        .formatted(
            java.util.Arrays.toString(loop.outer()),
            loop.rows(),
            loop.columns(),
            body instanceof FlatRows ? " as one row" : "",
            cut.pieces(),
            body.isPromoted() ? ", vector" : ", scalar",
            formula.toString().indent(4).stripTrailing());
  }
}
