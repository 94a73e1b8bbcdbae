package org.thalweg.engine.vector.run;

import java.util.ArrayList;
import java.util.List;

/**
 * A loop's extents with as few axes as its operands allow: any number of outer axes, rows, columns.
 *
 * @param outer extents of the outer axes
 * @param rows number of rows
 * @param columns elements of a row
 * @param strides for each operand: its strides along the outer axes, the rows and the columns
 */
record LoopSpace(long[] outer, long rows, long columns, List<long[]> strides) {

  /**
   * Joins neighbouring axes that all operands walk as one.
   *
   * @param space the extents
   * @param strides each operand's strides over the space
   * @param walls axes that stay apart from the one before: the loop has a meaning there
   */
  static LoopSpace of(long[] space, List<long[]> strides, List<Integer> walls) {
    List<Long> dims = new ArrayList<>();
    List<List<Long>> steps = new ArrayList<>();
    while (steps.size() < strides.size()) {
      steps.add(new ArrayList<>());
    }
    boolean wall = false;
    for (int axis = 0; axis < space.length; axis++) {
      wall |= walls.contains(axis);
      int last = dims.size() - 1;
      boolean joins = last >= 0 && !wall;
      for (int k = 0; k < strides.size() && joins; k++) {
        joins = steps.get(k).get(last) == strides.get(k)[axis] * space[axis];
      }
      for (int k = 0; k < strides.size(); k++) {
        if (joins) {
          steps.get(k).set(last, strides.get(k)[axis]);
        } else {
          steps.get(k).add(strides.get(k)[axis]);
        }
      }
      if (joins) {
        dims.set(last, dims.get(last) * space[axis]);
      } else {
        dims.add(space[axis]);
      }
      wall = false;
    }
    while (dims.size() < 2) {
      dims.addFirst(1L);
      for (List<Long> step : steps) {
        step.addFirst(0L);
      }
    }
    int outerAxes = dims.size() - 2;
    List<long[]> joined = new ArrayList<>();
    for (List<Long> step : steps) {
      joined.add(unboxed(step));
    }
    return new LoopSpace(
        unboxed(dims.subList(0, outerAxes)), dims.get(outerAxes), dims.get(outerAxes + 1), joined);
  }

  static long[] unboxed(List<Long> numbers) {
    long[] result = new long[numbers.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = numbers.get(i);
    }
    return result;
  }

  /** Returns the number of combinations of outer indices. */
  long outerSize() {
    long size = 1;
    for (long extent : outer) {
      size *= extent;
    }
    return size;
  }

  long columnStride(int operand) {
    long[] steps = strides.get(operand);
    return steps[steps.length - 1];
  }

  long rowStride(int operand) {
    long[] steps = strides.get(operand);
    return steps[steps.length - 2];
  }

  /** Returns where an operand's rows start for an outer index, in elements. */
  long outerOffset(int operand, long index) {
    long[] steps = strides.get(operand);
    long offset = 0;
    long rest = index;
    for (int axis = outer.length - 1; axis >= 0; axis--) {
      offset += rest % outer[axis] * steps[axis];
      rest /= outer[axis];
    }
    return offset;
  }
}
