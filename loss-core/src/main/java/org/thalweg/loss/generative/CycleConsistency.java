package org.thalweg.loss.generative;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.embedding.Pair;

/**
 * Cycle consistency {@code w (|p_1 - t_1| + |p_2 - t_2|)}: examples of two kinds, each translated
 * to the other kind and back, should be what they were.
 *
 * <p>Predictions are examples of both kinds after the round trip, targets before it, all in one
 * shape, which the values have too. The gradient at 0 is 0. Zhu et al., "Unpaired image-to-image
 * translation using cycle-consistent adversarial networks", 2017.
 *
 * @param weight the factor w, above 0
 */
@Named("cycle-consistency")
@Doc("The absolute error of what was translated there and back.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "weight (|p_1 - t_1| + |p_2 - t_2|)",
    shape = "..., ...; ..., ... -> ...",
    traits = {Trait.CONVEX, Trait.ROBUST, Trait.ZERO_AT_TARGET},
    use = "Translation between two kinds of images without pairs, beside an adversarial loss.",
    tasks = {Task.GENERATION, Task.IMAGE},
    paper = "Zhu et al. 2017, arXiv:1703.10593")
public record CycleConsistency(@Default("10.0") @Doc("The factor.") double weight)
    implements Loss<Pair, Pair> {
  /** Requires a positive factor. */
  public CycleConsistency {
    requirePositive(weight, "weight");
  }

  @Override
  public Tensor loss(Pair prediction, Pair target) {
    Tensor first = prediction.first().sub(target.first()).abs();
    return first.add(prediction.second().sub(target.second()).abs()).mul(weight);
  }
}
