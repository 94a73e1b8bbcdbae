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
 * The least-squares loss: {@code (r - b)^2 + (f - a)^2} for the discriminator's scores r of real
 * and f of made examples, {@code (f - c)^2} for the generator. The source halves both.
 *
 * <p>Predictions are the critic's scores of real and of made examples, [N, ...] each, logits where
 * a probability is meant; the generator looks at those of made ones alone. Values are [N, ...]. Mao
 * et al., "Least squares generative adversarial networks", 2017.
 *
 * @param side whose loss it is
 * @param fakeLabel what the discriminator should score made examples, a
 * @param realLabel what it should score real ones, b
 * @param generatorLabel what the generator wants made ones to score, c
 */
@Named("least-squares-gan")
@Doc("The squared error of a critic's scores.")
@LossCard(
    family = Family.GENERATIVE,
    formula =
        "(r - realLabel)^2 + (f - fakeLabel)^2 where side = discriminator, else (f - generatorLabel)^2",
    shape = "N ..., N ...; -> N ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "Image to image, with a critic of patches; made images near real ones still get a gradient.",
    tasks = Task.GENERATION,
    paper = "Mao et al. 2017, arXiv:1611.04076")
public record LeastSquaresGan(
    @Default("discriminator") @Doc("Whose loss it is.") Side side,
    @Default("0.0") @Doc("What the discriminator should score made examples.") double fakeLabel,
    @Default("1.0") @Doc("What it should score real ones.") double realLabel,
    @Default("1.0") @Doc("What the generator wants made ones to score.") double generatorLabel)
    implements Loss<Scores, None> {
  /** Requires finite labels. */
  public LeastSquaresGan {
    require(
        Double.isFinite(fakeLabel + realLabel + generatorLabel),
        "labels must be finite, were %s, %s and %s",
        fakeLabel,
        realLabel,
        generatorLabel);
  }

  /** Makes the discriminator's loss. */
  public LeastSquaresGan() {
    this(Side.DISCRIMINATOR, 0, 1, 1);
  }

  @Override
  public Tensor loss(Scores scores, None target) {
    return switch (side) {
      case DISCRIMINATOR ->
          scores.real().sub(realLabel).square().add(scores.fake().sub(fakeLabel).square());
      case GENERATOR -> scores.fake().sub(generatorLabel).square();
    };
  }
}
