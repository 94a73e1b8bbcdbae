package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
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
 * What a one-class network learns: how far a score lies below a threshold r, less that threshold,
 * {@code max(0, r - s) / nu - r}.
 *
 * <p>Scores are any numbers of shape [N], the threshold is a scalar that is learned too; there is
 * no target; values have shape [N]. At the best threshold a share of about nu of the scores lies
 * below. The paper adds half the squared norms of the weights.
 *
 * <p>Source: Chalapathy et al., "Anomaly detection using one-class neural networks", 2018.
 *
 * @param nu the share of examples that may lie below the threshold, above 0 and at most 1
 */
@Named("one-class")
@Doc("How far scores lie below a threshold, less the threshold.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "max(0, r - s) / nu - r",
    shape = "N, ; -> N",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use =
        "To find the unusual with a score of its own, and a threshold that lets a known share pass.",
    tasks = {Task.ADAPTATION},
    strengths = {Strength.FEW_LABELS, Strength.OUTLIERS},
    paper = "Chalapathy et al. 2018, arXiv:1802.06360")
public record OneClass(
    @Default("0.1") @Doc("The share of examples that may lie below the threshold.") double nu)
    implements Loss<OneClass.Scores, None> {
  /**
   * Scores and a threshold.
   *
   * @param values how normal examples are
   * @param threshold what a score should reach, a scalar
   */
  public record Scores(Tensor values, Tensor threshold) {}

  /** Requires a share above 0 and at most 1. */
  public OneClass {
    require(0 < nu && nu <= 1, "nu must lie above 0 and be at most 1, was %s", nu);
  }

  @Override
  public Tensor loss(Scores scores, None none) {
    Tensor below = scores.threshold().sub(scores.values()).relu();
    return below.div(nu).sub(scores.threshold());
  }
}
