package org.thalweg.loss.detection;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/**
 * How two boxes lie to each other; each component has the boxes' shape without its last axis.
 *
 * @param iou intersection over union
 * @param union the area of both together
 * @param hullWidth the width of the smallest box around both
 * @param hullHeight its height
 */
record Overlap(Tensor iou, Tensor union, Tensor hullWidth, Tensor hullHeight) {
  static Overlap of(Tensor p, Tensor t, double epsilon) {
    Tensor width = high(p, 0).minimum(high(t, 0)).sub(low(p, 0).maximum(low(t, 0)));
    Tensor height = high(p, 1).minimum(high(t, 1)).sub(low(p, 1).maximum(low(t, 1)));
    Tensor meet = width.gt(0).and(height.gt(0)); // apart, both extents may be negative
    Tensor common = where(meet, width.mul(height), 0);
    Tensor union = area(p).add(area(t)).sub(common);
    return new Overlap(
        common.div(union.add(epsilon)),
        union,
        high(p, 0).maximum(high(t, 0)).sub(low(p, 0).minimum(low(t, 0))),
        high(p, 1).maximum(high(t, 1)).sub(low(p, 1).minimum(low(t, 1))));
  }

  /** Returns the squared distance of centres over the squared diagonal of the hull. */
  Tensor distance(Tensor p, Tensor t, double epsilon) {
    Tensor across = center(p, 0).sub(center(t, 0));
    Tensor down = center(p, 1).sub(center(t, 1));
    Tensor diagonal = hullWidth.square().add(hullHeight.square()).add(epsilon);
    return across.square().add(down.square()).div(diagonal);
  }

  static Tensor low(Tensor box, int axis) {
    return box.select(-1, axis);
  }

  static Tensor high(Tensor box, int axis) {
    return box.select(-1, axis + 2);
  }

  static Tensor extent(Tensor box, int axis) {
    return high(box, axis).sub(low(box, axis));
  }

  static Tensor center(Tensor box, int axis) {
    return low(box, axis).add(high(box, axis)).mul(0.5);
  }

  static Tensor area(Tensor box) {
    return extent(box, 0).mul(extent(box, 1));
  }
}
