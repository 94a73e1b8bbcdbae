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
 * The hinge loss: {@code max(0, 1 - r) + max(0, 1 + f)} for the critic's scores r of real and f of
 * made examples, {@code -f} for the generator. The gradient at the hinge is 0.
 *
 * <p>Predictions are the critic's scores of real and of made examples, [N, ...] each, logits where
 * a probability is meant; the generator looks at those of made ones alone. Values are [N, ...]. Lim
 * and Ye, "Geometric GAN", 2017.
 *
 * @param side whose loss it is
 */
@Named("hinge-gan")
@Doc("The hinge loss of a critic.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "max(0, 1 - r) + max(0, 1 + f) where side = discriminator, else -f",
    shape = "N ..., N ...; -> N ...",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "Large conditional generators with spectral normalisation of the critic.",
    tasks = Task.GENERATION,
    paper = "Lim and Ye 2017, arXiv:1705.02894")
public record HingeGan(@Default("discriminator") @Doc("Whose loss it is.") Side side)
    implements Loss<Scores, None> {
  @Override
  public Tensor loss(Scores scores, None target) {
    return switch (side) {
      case DISCRIMINATOR -> scores.real().rsub(1).relu().add(scores.fake().add(1).relu());
      case GENERATOR -> scores.fake().neg();
    };
  }
}
