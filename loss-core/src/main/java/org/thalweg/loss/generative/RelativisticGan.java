package org.thalweg.loss.generative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The relativistic loss: {@code softplus(-(r - f))} for the critic's scores r of real and f of made
 * examples, which are paired as they come, {@code softplus(-(f - r))} for the generator.
 *
 * <p>Predictions are the critic's scores of real and of made examples, [N, ...] each, logits where
 * a probability is meant; the generator looks at both. Values are [N, ...]. Jolicoeur-Martineau,
 * "The relativistic discriminator", 2018.
 *
 * @param side whose loss it is
 */
@Named("relativistic-gan")
@Doc("The logistic loss of how much more real a real example is than a made one.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "log(1 + exp(-(r - f))) where side = discriminator, else log(1 + exp(-(f - r)))",
    shape = "N ..., N ...; -> N ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "With r1-penalty on real and made examples alike; a stable game with few tricks.",
    tasks = Task.GENERATION,
    paper = "Jolicoeur-Martineau 2018, arXiv:1807.00734")
public record RelativisticGan(@Default("discriminator") @Doc("Whose loss it is.") Side side)
    implements Loss<Scores, None> {
  @Override
  public Tensor loss(Scores scores, None target) {
    return switch (side) {
      case DISCRIMINATOR -> scores.fake().sub(scores.real()).softplus();
      case GENERATOR -> scores.real().sub(scores.fake()).softplus();
    };
  }
}
