package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import org.thalweg.api.data.DType;
import org.thalweg.engine.vector.library.Elements;

/** Combines the partial results of a fold over everything, in order. */
final class Total {
  private Total() {}

  /**
   * Combines numbers that lie eight bytes apart.
   *
   * @param kept their type
   * @param target takes the result as its first element
   */
  static void combine(
      MemorySegment partials,
      DType kept,
      long count,
      boolean max,
      MemorySegment target,
      DType targetType) {
    int apart = Long.BYTES / kept.bytes();
    if (kept.isFloating()) {
      double result = Elements.neutral(kept, max);
      for (long i = 0; i < count; i++) {
        double value = Elements.getDouble(partials, kept, i * apart);
        result = max ? Math.max(result, value) : result + value;
      }
      Elements.setDouble(target, targetType, 0, result);
      return;
    }
    long result = max ? Long.MIN_VALUE : 0;
    for (long i = 0; i < count; i++) {
      long value = Elements.getLong(partials, kept, i * apart);
      result = max ? Math.max(result, value) : result + value;
    }
    Elements.setLong(target, targetType, 0, result);
  }
}
