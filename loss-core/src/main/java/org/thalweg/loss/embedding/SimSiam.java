package org.thalweg.loss.embedding;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * SimSiam: {@code -(cos(p_1, z_2) + cos(p_2, z_1)) / 2}, where the projections z are constant to
 * the gradient.
 *
 * <p>Predictions are four tensors [N, D]: what the predictor makes of each view's projection, and
 * the projections. Values are [N]. Chen and He, "Exploring simple Siamese representation learning",
 * 2021.
 */
@Named("simsiam")
@Doc("The negative cosine of each view's prediction with the projection of the other.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "-(cos(p_1, z_2) + cos(p_2, z_1)) / 2",
    shape = "N D, N D, N D, N D; -> N",
    traits = {Trait.SCALE_INVARIANT, Trait.PARTIAL_GRADIENT},
    use = "Self-supervised learning from two views, without negatives and without a teacher.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Chen and He 2021, arXiv:2011.10566")
public record SimSiam() implements Loss<SimSiam.Views, None> {
  /**
   * Two views of each example.
   *
   * @param first what the predictor makes of the first view's projection
   * @param second what it makes of the second's
   * @param firstProjection the first view's projection
   * @param secondProjection the second's
   */
  public record Views(
      Tensor first, Tensor second, Tensor firstProjection, Tensor secondProjection) {}

  @Override
  public Tensor loss(Views views, None target) {
    Tensor forth = Vectors.cosine(views.first(), views.secondProjection().stopGradient());
    Tensor back = Vectors.cosine(views.second(), views.firstProjection().stopGradient());
    return forth.add(back).mul(-0.5);
  }
}
