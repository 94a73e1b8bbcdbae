package org.thalweg.loss.generative;

import static org.thalweg.api.Checks.require;

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
 * The minimax loss: {@code softplus(-r) + softplus(f)} for the discriminator's logits r of real and
 * f of made examples, {@code -softplus(f)} for the generator.
 *
 * <p>Predictions are the critic's scores of real and of made examples, [N, ...] each, logits where
 * a probability is meant; the generator looks at those of made ones alone. Values are [N, ...].
 * Goodfellow et al., "Generative adversarial networks", 2014.
 *
 * @param side whose loss it is
 * @param labelSmoothing how much of a real example the discriminator takes for made, from 0 to
 *     below 1
 */
@Named("minimax-gan")
@Doc("The logistic loss of a critic, and its negation for the generator.")
@LossCard(
    family = Family.GENERATIVE,
    formula =
        "log(1 + exp(-r)) + log(1 + exp(f)) where side = discriminator, else -log(1 + exp(f))",
    shape = "N ..., N ...; -> N ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "The game as it was stated; the generator learns nothing while the discriminator wins, so rather take non-saturating-gan.",
    tasks = Task.GENERATION,
    paper = "Goodfellow et al. 2014, arXiv:1406.2661")
public record MinimaxGan(
    @Default("discriminator") @Doc("Whose loss it is.") Side side,
    @Default("0.0") @Doc("How much of real examples counts as made.") double labelSmoothing)
    implements Loss<Scores, None> {
  /** Requires a share. */
  public MinimaxGan {
    require(
        0 <= labelSmoothing && labelSmoothing < 1,
        "labelSmoothing must lie from 0 to below 1, was %s",
        labelSmoothing);
  }

  /** Makes the discriminator's loss. */
  public MinimaxGan() {
    this(Side.DISCRIMINATOR, 0);
  }

  @Override
  public Tensor loss(Scores scores, None target) {
    return switch (side) {
      case DISCRIMINATOR -> Gan.discriminator(scores.real(), scores.fake(), labelSmoothing);
      case GENERATOR -> scores.fake().softplus().neg();
    };
  }
}
