package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Contraction;
import org.thalweg.engine.vector.gemm.Gemm;
import org.thalweg.engine.vector.gemm.Matrix;
import org.thalweg.engine.vector.ir.Layout;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * A convolution as a matrix product of filters and windows: [O, C K] times [C K, E]. Windows are
 * packed straight from the image; the matrix of all windows never exists.
 */
final class ConvRoutine extends Routine {
  private final Gemm gemm;
  private final Windows windows;
  private final long images;
  private final long groups;
  private final long outputs;
  private final long patch;
  private final long positions;
  private final long imageSize;

  ConvRoutine(DType dtype, Contraction.Conv conv, Layout image, Layout filter, Layout result) {
    super(2, 1);
    this.images = image.dim(0);
    this.groups = conv.groups();
    this.outputs = filter.dim(0) / groups;
    this.patch = filter.size() / Math.max(1, filter.dim(0));
    this.positions = result.size() / Math.max(1, result.dim(0) * result.dim(1));
    this.imageSize = image.size() / Math.max(1, images * groups);
    this.gemm = new Gemm(LaneType.of(dtype), outputs, positions, patch, false, false);
    this.windows = new Windows(dtype.bytes(), conv, image, filter, result, 0);
  }

  @Override
  public int tasks() {
    return result() == 0 ? 0 : Math.toIntExact(images * groups);
  }

  private long result() {
    return images * groups * outputs * positions;
  }

  @Override
  public void run(int task, MemorySegment scratch) {
    long group = task % groups;
    gemm.run(
        0,
        1,
        input(1),
        new Matrix(group * outputs * patch, patch, 1),
        input(0),
        windows.from(task * imageSize),
        output(0),
        new Matrix(task * outputs * positions, positions, 1),
        scratch);
  }

  @Override
  public long nanos() {
    return result() * patch / 40;
  }

  @Override
  public long scratchBytes() {
    return gemm.scratchBytes();
  }

  /** The windows of one image as columns of a matrix; its rows are channels and taps. */
  private record Windows(
      int bytes,
      long[] image,
      long[] taps,
      long[] positions,
      long[] strides,
      long[] dilations,
      long offset)
      implements Gemm.Panels {
    Windows(
        int bytes, Contraction.Conv conv, Layout image, Layout filter, Layout result, long offset) {
      this(
          bytes,
          tail(image),
          tail(filter),
          tail(result),
          conv.strides().stream().mapToLong(Long::longValue).toArray(),
          conv.dilations().stream().mapToLong(Long::longValue).toArray(),
          offset);
    }

    private static long[] tail(Layout layout) {
      return java.util.Arrays.copyOfRange(layout.dims(), 2, layout.rank());
    }

    Windows from(long first) {
      return new Windows(bytes, image, taps, positions, strides, dilations, first);
    }

    @Override
    public boolean isDirect() {
      return false;
    }

    @Override
    public long offset(long row, long column) {
      throw new UnsupportedOperationException("windows overlap");
    }

    @Override
    public long rowStride() {
      throw new UnsupportedOperationException("windows overlap");
    }

    /** Returns where a tap of a channel lies, relative to its window. */
    private long tap(long row) {
      long position = 0;
      long step = 1;
      long rest = row;
      for (int axis = image.length - 1; axis >= 0; axis--) {
        position += step * (rest % taps[axis] * dilations[axis]);
        step *= image[axis];
        rest /= taps[axis];
      }
      return position + rest * step;
    }

    /** Returns where a window starts. */
    private long window(long column) {
      long position = 0;
      long step = 1;
      long rest = column;
      for (int axis = image.length - 1; axis >= 0; axis--) {
        position += step * (rest % positions[axis] * strides[axis]);
        step *= image[axis];
        rest /= positions[axis];
      }
      return position;
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
      int last = image.length - 1;
      long line = positions[last];
      for (long i = 0; i < rows; i++) {
        long first = offset + tap(row + i);
        long j = 0;
        while (j < columns) {
          // windows along the last axis follow each other at a fixed distance
          long run = Math.min(columns - j, line - (column + j) % line);
          long source = first + window(column + j);
          long destination = target / bytes + i * width + j;
          if (strides[last] == 1) {
            MemorySegment.copy(from, source * bytes, to, destination * bytes, run * bytes);
          } else {
            for (long r = 0; r < run; r++) {
              Elements.copy(from, source + r * strides[last], to, destination + r, bytes);
            }
          }
          j += run;
        }
        for (; j < width; j++) {
          if (bytes == 4) {
            Elements.setLong(to, DType.INT32, target / 4 + i * width + j, 0);
          } else {
            Elements.setLong(to, DType.INT64, target / 8 + i * width + j, 0);
          }
        }
      }
    }
  }
}
