package org.thalweg.loss.ranking;

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
 * Bayesian personalised ranking: {@code softplus(n - p)} for the score p of an item that was chosen
 * and the score n of one that was not.
 *
 * <p>Both have one shape, which the values have too; there is no target. Regularisation is the
 * optimizer's. Rendle et al., "BPR: Bayesian personalized ranking from implicit feedback", 2009.
 */
@Named("bpr")
@Doc("How unlikely it is that a chosen item is preferred to another one.")
@LossCard(
    family = Family.RANKING,
    formula = "log(1 + exp(n - p))",
    shape = "..., ...; -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Recommendations from clicks and purchases, with items not chosen drawn at random.",
    tasks = {Task.RANKING},
    paper = "Rendle et al. 2009, arXiv:1205.2618")
public record Bpr() implements Loss<Bpr.Scores, None> {
  /**
   * The scores of items for one user each.
   *
   * @param positive of an item that was chosen
   * @param negative of one that was not
   */
  public record Scores(Tensor positive, Tensor negative) {}

  @Override
  public Tensor loss(Scores scores, None none) {
    return scores.negative.sub(scores.positive).softplus();
  }
}
