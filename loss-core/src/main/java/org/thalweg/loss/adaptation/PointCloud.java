package org.thalweg.loss.adaptation;

import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.In;
import org.thalweg.api.tensor.Tensor;

/**
 * Clouds of weighted points.
 *
 * @param points the points, shape [N, P, D]
 * @param weights how much of the mass of a cloud each point has, shape [N, P]; 0 for padding
 */
public record PointCloud(Tensor points, @In(Domain.SHARES) Tensor weights) {
  /** Returns clouds of points that weigh alike. */
  public static PointCloud of(Tensor points) {
    Shape shape = points.shape().without(-1);
    return new PointCloud(points, Tensor.full(shape, points.dtype(), 1.0 / shape.dim(-1)));
  }
}
