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
 * The identity loss {@code w (|p_1 - t_1| + |p_2 - t_2|)}: what is of a generator's kind already
 * should pass it unchanged.
 *
 * <p>Predictions are examples of both kinds after the generator that makes their own kind, targets
 * before it, all in one shape, which the values have too. The gradient at 0 is 0. Zhu et al.,
 * "Unpaired image-to-image translation using cycle-consistent adversarial networks", 2017.
 *
 * @param weight the factor w, above 0
 */
@Named("identity-mapping")
@Doc("The absolute error of what should pass a generator unchanged.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "weight (|p_1 - t_1| + |p_2 - t_2|)",
    shape = "..., ...; ..., ... -> ...",
    traits = {Trait.CONVEX, Trait.ROBUST, Trait.ZERO_AT_TARGET},
    use = "Beside cycle-consistency, where colours should be kept.",
    tasks = {Task.GENERATION, Task.IMAGE},
    identities = "weight=10 = cycle-consistency",
    paper = "Zhu et al. 2017, arXiv:1703.10593")
public record IdentityMapping(@Default("5.0") @Doc("The factor.") double weight)
    implements Loss<Pair, Pair> {
  /** Requires a positive factor. */
  public IdentityMapping {
    requirePositive(weight, "weight");
  }

  @Override
  public Tensor loss(Pair prediction, Pair target) {
    return new CycleConsistency(weight).loss(prediction, target);
  }
}
