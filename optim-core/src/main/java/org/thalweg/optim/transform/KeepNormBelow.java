package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.tensor.Tensor;

/**
 * Updates after which the weights of each unit are at most so long: Keras's MaxNorm. The last part
 * of a chain.
 *
 * @param maxNorm the largest length, above 0
 * @param axis the axis that a unit's weights lie along, 0 for a dense layer; negative from the end
 * @param match patterns of the names of parameters that this holds for
 */
@Named("keep-norm-below")
@Doc("Updates after which the weights of each unit are at most so long.")
public record KeepNormBelow(
    @Default("2.0") @Doc("The largest length.") double maxNorm,
    @Default("0") @Doc("The axis that the weights of a unit lie along.") int axis,
    @Default("*") @Doc("Patterns of names of parameters, separated by commas.") String match)
    implements Projection {
  /** Requires numbers in their ranges, and a pattern. */
  public KeepNormBelow {
    requirePositive(maxNorm, "maxNorm");
    Names.requirePatterns(match, "match");
  }

  @Override
  public Tensor project(Tensor point) {
    Tensor length = point.square().sumKeep(Projection.axis(point, axis)).sqrt();
    return where(length.gt(maxNorm), point.mul(length.rdiv(maxNorm)), point);
  }
}
