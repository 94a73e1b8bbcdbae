package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.codegen.OneMethod;
import org.thalweg.engine.vector.codegen.Tier;
import org.thalweg.engine.vector.codegen.Warmer;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * The register tiles that were made. A tile runs as plain Java until its vector form is compiled.
 */
final class Tiles {
  private static final ConcurrentMap<TileShape, Tiles> TILES = new ConcurrentHashMap<>();

  /** Multiply-adds after which a tile is worth warming up. */
  private static final long WORTH_WARMING = 1 << 18;

  private final TileShape shape;
  private final Tile scalar;
  private volatile Tile active;
  private long work;

  private Tiles(TileShape shape) {
    this.shape = shape;
    this.scalar = shape.type() == LaneType.F32 ? ScalarTile::single : ScalarTile::twofold;
    this.active = Machine.hasVectors() && Tier.current() == Tier.VECTOR ? define(shape) : scalar;
  }

  static Tiles of(TileShape shape) {
    return TILES.computeIfAbsent(shape, Tiles::new);
  }

  /** Returns the form to run, given how much it is about to do. */
  Tile get(long multiplyAdds) {
    Tile tile = active;
    if (tile == scalar && work >= 0 && Machine.hasVectors()) {
      work += multiplyAdds;
      if (work > WORTH_WARMING) {
        warm();
      }
    }
    return tile;
  }

  /** Has the vector form compiled, unless that has begun. */
  void warm() {
    if (work >= 0 && Machine.hasVectors()) {
      work = -1;
      Warmer.submit(candidate());
    }
  }

  /** Returns what is warmed up. */
  Warmer.Candidate candidate() {
    return new Warming();
  }

  /** Returns whether the form runs that shall run in the end. */
  boolean isReady() {
    return active != scalar || !Machine.hasVectors();
  }

  private static Tile define(TileShape shape) {
    return OneMethod.of(MethodHandles.lookup(), Tile.class, c -> TileWriter.write(c, shape));
  }

  /** Runs the tile on memory of its own. */
  private final class Warming implements Warmer.Candidate {
    private Tile vector = scalar;

    /** Few steps, so that the JVM counts calls; see {@link Warmer}. */
    private static final int DEPTH = 24;

    private final int width = shape.vectors() * Machine.lanes(shape.type());
    private final int bytes = shape.type().bytes();
    private final Object left = Left.in(new Room(), shape.type(), shape.rows());
    private final Object right = Right.in(new Room(), shape.type(), /* panels= */ 1);
    private final long pitch = (long) Right.width(shape.type()) * bytes;
    private final MemorySegment b = ending(DEPTH * pitch);
    private final MemorySegment c = ending((long) shape.rows() * width * bytes);
    private int turn;

    /**
     * Returns memory in which a vector that is cut off may go beyond the end, as the last ones of
     * operands do: the Vector API has a way of its own for these.
     */
    private MemorySegment ending(long size) {
      return Storage.allocate(size).asSlice(0, shape.masked() ? size - bytes : size);
    }

    private void run(Tile tile, long depth) {
      turn++;
      tile.run(
          left,
          0,
          shape.packed() ? right : null,
          0,
          b,
          0,
          pitch,
          c,
          0,
          (long) width * bytes,
          depth,
          turn % shape.rows() + 1,
          shape.masked() ? width - 1 : width,
          turn % 2 == 0);
    }

    @Override
    public long hotNanos() {
      return 500 + 3L * DEPTH * shape.rows() * shape.vectors();
    }

    @Override
    public void renew() {
      vector = define(shape);
    }

    @Override
    public void runVector() {
      run(vector, DEPTH);
    }

    @Override
    public void touchVector() {
      run(vector, -1);
    }

    @Override
    public void runScalar() {
      run(scalar, DEPTH);
    }

    @Override
    public void promote() {
      active = vector;
    }

    @Override
    public String toString() {
      return shape.toString();
    }
  }
}
