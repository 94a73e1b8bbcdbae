package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Updates that end in a set: what leads from the parameters to the point of the set that is nearest
 * to where the update would end. The last part of a chain. Where that point is the end itself, the
 * update is left as it is.
 */
interface Projection extends Stateless {
  /** Returns patterns of the names of parameters that are kept in the set. */
  String match();

  /** Returns the nearest point of the set. */
  Tensor project(Tensor point);

  @Override
  default Nothing init(Parameters parameters) {
    Names.requireMatches(match(), parameters.names());
    return new Nothing();
  }

  @Override
  default Parameters update(Parameters gradients, Context context) {
    return gradients.map((name, update) -> {
      if (!Names.match(match(), name)) {
        return update;
      }
      Tensor parameter = context.parameters().get(name);
      Tensor end = parameter.add(update);
      Tensor nearest = project(end);
      return where(nearest.eq(end), update, nearest.sub(parameter));
    });
  }

  /** Returns the point of the simplex of a size that is nearest, along the last axis. */
  static Tensor simplex(Tensor point, double size) {
    int axis = point.rank() - 1;
    Tensor sorted = point.sort(axis, true);
    Tensor sums = sorted.cumsum(axis).sub(size);
    Tensor counts = Tensors.arange(point.dim(axis), point.dtype()).add(1);
    Tensor support = sorted.sub(sums.div(counts)).gt(0).to(DType.INT64).sumKeep(axis).maximum(1);
    Tensor threshold = sums.takeAlong(support.sub(1), axis).div(support.to(point.dtype()));
    return point.sub(threshold).relu();
  }

  /** Returns an axis, counted from the end if negative. */
  static int axis(Tensor point, int axis) {
    require(
        axis < point.rank() && axis >= -point.rank(),
        "axis %s is none of a parameter of shape %s",
        axis,
        point.shape());
    return axis < 0 ? axis + point.rank() : axis;
  }
}
