package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.copy.Transpose;
import org.thalweg.engine.vector.copy.Zeros;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * A matrix product of given extents, in rectangles of the result that may be computed at the same
 * time.
 *
 * <p>The right operand is packed block by block into panels as wide as a tile, unless it is read
 * too few times for that to pay; so is the left operand, always.
 *
 * <p>Of a product that is symmetric, tiles above the diagonal are not computed but mirrored. A
 * product may be added to what lies there instead of replacing it.
 */
public final class Gemm {
  /** Rows of the result up to which the right operand is read where it is. */
  private static final long FEW_ROWS = 32;

  /** Rows that are mirrored at a time. */
  private static final long MIRRORED = 32;

  private final LaneType type;
  private final int bytes;
  private final boolean symmetric;
  private final boolean adds;
  private final long m;
  private final long n;
  private final long k;
  private final int tileRows;
  private final int tileColumns;
  private final int depth;
  private final int lanes;

  /** The tiles that were needed so far, for each number of vectors and each form of */
  private final AtomicReferenceArray<@Nullable Tiles> tiles =
      new AtomicReferenceArray<>(4 * Right.VECTORS);

  private volatile Grid lastGrid = new Grid(1, 1, 1);

  /**
   * Makes a product.
   *
   * @param type F32 or F64
   * @param m rows of the result
   * @param n columns of the result
   * @param k inner extent
   * @param symmetric whether the result is symmetric
   * @param adds whether the product is added to what lies in the result; not if it is symmetric
   */
  public Gemm(LaneType type, long m, long n, long k, boolean symmetric, boolean adds) {
    this.type = type;
    this.bytes = type.bytes();
    this.symmetric = symmetric;
    this.adds = adds;
    this.m = m;
    this.n = n;
    this.k = k;
    this.tileRows = tileRows(m);
    this.tileColumns = Right.width(type);
    this.depth = Left.depth(type);
    this.lanes = Machine.lanes(type);
  }

  /** Returns the tile's rows: as many as registers allow, fewer if that wastes less. */
  private static int tileRows(long m) {
    int most = Machine.vectorBytes() >= 64 || !Machine.hasVectors() ? 12 : 6;
    int best = most;
    double least = Double.POSITIVE_INFINITY;
    for (int rows : new int[] {most, most * 2 / 3, most / 3, 1}) {
      // a tile's fixed cost is about that of two rows
      double cost = Math.ceil((double) m / rows) * (rows + 2);
      if (cost < least) {
        least = cost;
        best = rows;
      }
    }
    return best;
  }

  /** Returns the scratch memory that a rectangle takes. */
  public long scratchBytes() {
    return Right.bytes(type);
  }

  /** Returns the number of rectangles for a team of some size. */
  public int rectangles(int team) {
    Grid grid = grid(team);
    return grid.rows * grid.columns;
  }

  /** How the result is divided. */
  private record Grid(int team, int rows, int columns) {}

  private Grid grid(int team) {
    Grid known = lastGrid;
    if (known.team != team) {
      known = bestGrid(team);
      lastGrid = known;
    }
    return known;
  }

  private Grid bestGrid(int team) {
    // less than this is not worth another thread
    long enough = 1L << 17;
    int most = Math.clamp(m * n * k / enough, 1, team);
    if (symmetric) {
      return new Grid(team, most, 1);
    }
    Grid best = new Grid(team, 1, 1);
    double least = Double.POSITIVE_INFINITY;
    for (int rows = 1; rows <= most; rows++) {
      int columns = most / rows;
      double tiles =
          Math.ceil(Math.ceil((double) m / tileRows) / rows)
              * Math.ceil(Math.ceil((double) n / tileColumns) / columns);
      // packing a row or a column costs about as much as a few multiplications
      double packing =
          (Math.ceil((double) m / rows) + Math.ceil((double) n / columns)) * 4 / tileColumns;
      double cost = tiles * tileRows + packing;
      if (cost < least * 0.999) {
        least = cost;
        best = new Grid(team, rows, columns);
      }
    }
    return best;
  }

  /**
   * Computes one rectangle of c = a b.
   *
   * @param index which one
   * @param team the size that {@link #rectangles} was given
   * @param panels the right operand
   * @param cMatrix where the result lies; columns are neighbours
   * @param scratch at least {@link #scratchBytes}
   */
  public void run(
      int index,
      int team,
      MemorySegment a,
      Matrix aMatrix,
      MemorySegment b,
      Panels panels,
      MemorySegment c,
      Matrix cMatrix,
      MemorySegment scratch) {
    Grid grid = grid(team);
    if (symmetric) {
      long fromRow = rowsOfEqualWork(index, grid.rows);
      long toRow = rowsOfEqualWork(index + 1, grid.rows);
      rectangle(fromRow, toRow, 0, toRow, a, aMatrix, b, panels, c, cMatrix, scratch);
      mirror(fromRow, toRow, c, cMatrix);
      return;
    }
    long rowTiles = (m + tileRows - 1) / tileRows;
    long columnTiles = (n + tileColumns - 1) / tileColumns;
    long fromRow = rowTiles * (index / grid.columns) / grid.rows * tileRows;
    long toRow = Math.min(m, rowTiles * (index / grid.columns + 1) / grid.rows * tileRows);
    long fromColumn = columnTiles * (index % grid.columns) / grid.columns * tileColumns;
    long toColumn =
        Math.min(n, columnTiles * (index % grid.columns + 1) / grid.columns * tileColumns);
    rectangle(fromRow, toRow, fromColumn, toColumn, a, aMatrix, b, panels, c, cMatrix, scratch);
  }

  /** Returns how many rows hold a share of what lies below the diagonal. */
  private long rowsOfEqualWork(int parts, int of) {
    long tiles = Math.round(Math.sqrt((double) parts / of) * m / tileRows);
    return parts == of ? m : Math.min(m, tiles * tileRows);
  }

  /** Copies what lies left of the diagonal in some rows to where it belongs above. */
  private void mirror(long fromRow, long toRow, MemorySegment c, Matrix matrix) {
    long stride = matrix.row() * bytes;
    for (long i = fromRow; i < toRow; i += MIRRORED) {
      long rows = Math.min(MIRRORED, toRow - i);
      Transpose.of(bytes)
          .run(
              c,
              matrix.at(i, 0) * bytes,
              stride,
              c,
              matrix.at(0, i) * bytes,
              stride,
              rows,
              /* columns= */ i);
      for (long row = i; row < i + rows; row++) {
        for (long column = row + 1; column < i + rows; column++) {
          long from = matrix.at(column, row) * bytes;
          MemorySegment.copy(c, from, c, matrix.at(row, column) * bytes, bytes);
        }
      }
    }
  }

  private void rectangle(
      long fromRow,
      long toRow,
      long fromColumn,
      long toColumn,
      MemorySegment a,
      Matrix aMatrix,
      MemorySegment b,
      Panels panels,
      MemorySegment c,
      Matrix cMatrix,
      MemorySegment scratch) {
    Object left = Left.own(type, tileRows);
    boolean packsRight = packsRight(panels, toRow - fromRow);
    long most = Math.min(Right.PANELS, (toColumn - fromColumn + tileColumns - 1) / tileColumns);
    Object right = packsRight ? Right.own(type, (int) most) : null;
    for (long j = fromColumn; j < toColumn; j += (long) tileColumns * Right.PANELS) {
      int columns = (int) Math.min(toColumn - j, (long) tileColumns * Right.PANELS);
      for (long p = 0; p < k || p == 0; p += depth) {
        int steps = (int) Math.min(k - p, depth);
        if (right != null) {
          packRight(b, panels, p, steps, j, columns, right, scratch);
        }
        for (long i = fromRow; i < toRow; i += (long) tileRows * Left.TILES) {
          int rows = (int) Math.min(toRow - i, (long) tileRows * Left.TILES);
          if (!isAbove(i, rows, j)) {
            Left.pack(a, aMatrix, i, rows, p, steps, type, left, scratch);
            block(left, right, b, panels, c, cMatrix, i, rows, j, columns, p, steps);
          }
        }
      }
    }
  }

  /** Packs some rows and columns of the right operand. */
  private void packRight(
      MemorySegment b,
      Panels panels,
      long row,
      int rows,
      long column,
      int columns,
      Object right,
      MemorySegment scratch) {
    if (panels.isDirect()) {
      long first = panels.offset(row, column);
      Right.pack(b, first, panels.rowStride(), rows, columns, type, right);
      return;
    }
    for (int panel = 0; panel * tileColumns < columns; panel++) {
      int at = panel * tileColumns;
      int some = Math.min(tileColumns, columns - at);
      panels.pack(
          b, row, rows, column + at, some, scratch, /* target= */ 0, /* width= */ tileColumns);
      Right.copy(scratch, type, right, panel, rows);
    }
  }

  /** Adds what some inner indices contribute to a block of the result, a panel at a time. */
  private void block(
      Object left,
      @Nullable Object right,
      MemorySegment b,
      Panels panels,
      MemorySegment c,
      Matrix cMatrix,
      long row,
      int rows,
      long column,
      int columns,
      long step,
      int steps) {
    boolean packed = right != null;
    for (int jj = 0; jj < columns; jj += tileColumns) {
      int width = Math.min(tileColumns, columns - jj);
      Tile whole = tiles(width, packed).get((long) rows * width * steps);
      int panel = packed ? jj / tileColumns * Right.elements(type) : 0;
      long bOffset = packed ? 0 : panels.offset(step, column + jj) * bytes;
      long bStep = packed ? 0 : panels.rowStride() * bytes;
      for (int ii = 0; ii < rows; ii += tileRows) {
        int height = Math.min(tileRows, rows - ii);
        if (isAbove(row + ii, height, column + jj)) {
          continue;
        }
        boolean half = width > lanes && isAbove(row + ii, height, column + jj + lanes);
        Tile tile = half ? tiles(lanes, packed).get((long) height * lanes * steps) : whole;
        tile.run(
            left,
            ii * Left.pitch(type),
            right,
            panel,
            b,
            bOffset,
            bStep,
            c,
            cMatrix.at(row + ii, column + jj) * bytes,
            cMatrix.row() * bytes,
            steps,
            height,
            half ? lanes : width,
            step == 0 && !adds);
      }
    }
  }

  /** Returns whether rows are not needed from a column on. */
  private boolean isAbove(long row, long rows, long column) {
    return symmetric && column >= row + rows;
  }

  private static boolean packsRight(Panels panels, long rows) {
    return !panels.isDirect() || rows > FEW_ROWS;
  }

  private Tiles tiles(int width, boolean packed) {
    int vectors = (width + lanes - 1) / lanes;
    boolean masked = width != vectors * lanes;
    int index = 4 * vectors - 1 - (masked ? 2 : 0) - (packed ? 1 : 0);
    Tiles known = tiles.get(index);
    if (known == null) {
      known = Tiles.of(new TileShape(type, tileRows, vectors, masked, packed));
      tiles.set(index, known);
    }
    return known;
  }

  /** Returns the tiles that most of the result is made of. */
  private Tiles most(Panels right) {
    int width = (int) Math.min(n, tileColumns);
    return tiles(width, packsRight(right, m / lastGrid.rows));
  }

  /** Has the tile compiled that most of the product with an operand on the right is made of. */
  public void warm(Panels right) {
    most(right).warm();
  }

  /** Returns whether that tile is compiled. */
  public boolean isReady(Panels right) {
    return most(right).isReady();
  }

  /** What the right operand is packed from. */
  public interface Panels {
    /** Returns whether it may be read where it is: elements of a row are neighbours. */
    boolean isDirect();

    /** Returns the position of an element; only if it may be read where it is. */
    long offset(long row, long column);

    /** Returns the distance of rows; only if it may be read where it is. */
    long rowStride();

    /**
     * Packs some rows of some columns, row after row, each as wide as a tile; columns beyond are
     * zero.
     *
     * @param target where to, in bytes
     * @param width the width of a packed row, in elements
     */
    void pack(
        MemorySegment from,
        long row,
        long rows,
        long column,
        long columns,
        MemorySegment to,
        long target,
        int width);
  }

  /** Returns the panels of a matrix. */
  public static Panels panels(Matrix matrix, LaneType type) {
    return new MatrixPanels(matrix, type);
  }

  private record MatrixPanels(Matrix matrix, LaneType type) implements Panels {
    @Override
    public boolean isDirect() {
      return matrix.column() == 1;
    }

    @Override
    public long offset(long row, long column) {
      return matrix.at(row, column);
    }

    @Override
    public long rowStride() {
      return matrix.row();
    }

    @Override
    public void pack(
        MemorySegment from,
        long row,
        long rows,
        long column,
        long columns,
        MemorySegment to,
        long target,
        int width) {
      int bytes = type.bytes();
      if (columns < width) {
        Zeros.fill(to, target, rows * width * bytes);
      }
      if (matrix.row() == 1) {
        Transpose.of(bytes)
            .run(
                from,
                matrix.at(row, column) * bytes,
                matrix.column() * bytes,
                to,
                target,
                (long) width * bytes,
                /* rows= */ columns,
                /* columns= */ rows);
      } else {
        for (long i = 0; i < rows; i++) {
          for (long j = 0; j < columns; j++) {
            MemorySegment.copy(
                from,
                matrix.at(row + i, column + j) * bytes,
                to,
                target + (i * width + j) * bytes,
                bytes);
          }
        }
      }
    }
  }
}
