package org.thalweg.optim.transform;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.tensor.Tensor;

/**
 * Updates after which the weights of each unit have length 1: Keras's UnitNorm. Weights that are
 * all zero stay. The last part of a chain.
 *
 * @param axis the axis that a unit's weights lie along, 0 for a dense layer, -1 for rows
 * @param match patterns of the names of parameters that this holds for
 */
@Named("keep-unit-norm")
@Doc("Updates after which the weights of each unit have length 1.")
public record KeepUnitNorm(
    @Default("0") @Doc("The axis that the weights of a unit lie along.") int axis,
    @Default("*") @Doc("Patterns of names of parameters, separated by commas.") String match)
    implements Projection {
  /** Requires numbers in their ranges, and a pattern. */
  public KeepUnitNorm {
    Names.requirePatterns(match, "match");
  }

  @Override
  public Tensor project(Tensor point) {
    Tensor length = point.square().sumKeep(Projection.axis(point, axis)).sqrt();
    return where(length.gt(0), point.div(length), point);
  }
}
