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
 * The Wasserstein loss: {@code f - r} for the critic's scores r of real and f of made examples,
 * {@code -f} for the generator. It is one only for critics of bounded slope; see {@link
 * GradientPenalty}.
 *
 * <p>Predictions are the critic's scores of real and of made examples, [N, ...] each, logits where
 * a probability is meant; the generator looks at those of made ones alone. Values are [N, ...].
 * Arjovsky, Chintala and Bottou, "Wasserstein GAN", 2017.
 *
 * @param side whose loss it is
 */
@Named("wasserstein-gan")
@Doc("How much higher a critic scores made examples than real ones.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "f - r where side = discriminator, else -f",
    shape = "N ..., N ...; -> N ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "With gradient-penalty; its value tells how far training is.",
    tasks = Task.GENERATION,
    paper = "Arjovsky et al. 2017, arXiv:1701.07875")
public record WassersteinGan(@Default("discriminator") @Doc("Whose loss it is.") Side side)
    implements Loss<Scores, None> {
  @Override
  public Tensor loss(Scores scores, None target) {
    return switch (side) {
      case DISCRIMINATOR -> scores.fake().sub(scores.real());
      case GENERATOR -> scores.fake().neg();
    };
  }
}
