package org.thalweg.api.grad;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** The gradients of a convolution, which are convolutions again. */
final class ConvGradient {
  private ConvGradient() {}

  /** The cotangent, spread by the stride, under the flipped filter with its channels swapped. */
  static Tensor ofImage(Contraction.Conv conv, Tensor image, Tensor filter, Tensor g) {
    int spatial = image.rank() - 2;
    List<Long> low = new ArrayList<>(List.of(0L, 0L));
    List<Long> high = new ArrayList<>(List.of(0L, 0L));
    List<Long> interior = new ArrayList<>(List.of(0L, 0L));
    int[] flipped = new int[spatial];
    for (int axis = 0; axis < spatial; axis++) {
      long reach = (filter.dim(axis + 2) - 1) * conv.dilations().get(axis);
      long stride = conv.strides().get(axis);
      long covered = (g.dim(axis + 2) - 1) * stride + 1 + reach;
      low.add(reach);
      high.add(reach + image.dim(axis + 2) - covered);
      interior.add(stride - 1);
      flipped[axis] = axis + 2;
    }
    Tensor swapped = swapWithinGroups(filter, conv.groups()).flip(flipped);
    return Tensors.conv(
        g.pad(low, high, interior, 0), swapped, ones(spatial), conv.dilations(), conv.groups());
  }

  /** The image under the cotangent, examples playing channels and strides playing dilations. */
  static Tensor ofFilter(Contraction.Conv conv, Tensor image, Tensor filter, Tensor g) {
    int spatial = image.rank() - 2;
    long groups = conv.groups();
    long examples = image.dim(0);
    long channels = image.dim(1) / groups;
    Shape space = image.shape().slice(2, image.rank());
    Tensor channelsFirst =
        image
            .reshape(Shape.of(examples, groups, channels).concat(space))
            .permute(order(spatial, 2, 1, 0))
            .reshape(Shape.of(channels, groups * examples).concat(space));
    Tensor result =
        Tensors.conv(
            channelsFirst, g.transpose(0, 1), conv.dilations(), conv.strides(), conv.groups());
    for (int axis = 0; axis < spatial; axis++) {
      result = result.slice(axis + 2, 0, filter.dim(axis + 2));
    }
    return result.transpose(0, 1);
  }

  /** Turns [G O, I, ...] into [G I, O, ...]. */
  private static Tensor swapWithinGroups(Tensor filter, long groups) {
    long outputs = filter.dim(0) / groups;
    Shape space = filter.shape().slice(2, filter.rank());
    return filter
        .reshape(Shape.of(groups, outputs, filter.dim(1)).concat(space))
        .transpose(1, 2)
        .reshape(Shape.of(groups * filter.dim(1), outputs).concat(space));
  }

  private static int[] order(int spatial, int... first) {
    int[] order = new int[first.length + spatial];
    System.arraycopy(first, 0, order, 0, first.length);
    for (int axis = first.length; axis < order.length; axis++) {
      order[axis] = axis;
    }
    return order;
  }

  private static List<Long> ones(int count) {
    return java.util.Collections.nCopies(count, 1L);
  }
}
