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
import org.thalweg.api.tensor.Tensor;

/**
 * The squared radius of a ball plus how far an embedding lies outside of it, {@code R^2 + max(0, |z
 * - c|^2 - R^2) / nu}.
 *
 * <p>Embeddings have shape [N, D], the centre [D], the radius is a scalar, all any numbers; there
 * is no target; values have shape [N]. At the best radius a share of about nu of the examples lies
 * outside.
 *
 * <p>Source: Ruff et al., "Deep one-class classification", 2018.
 *
 * @param nu the share of examples that may lie outside, above 0 and at most 1
 */
@Named("soft-boundary-svdd")
@Doc("The squared radius of a ball, and how far embeddings lie outside of it.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "R^2 + max(0, |z - c|^2 - R^2) / nu",
    shape = "N D, D, ; -> N",
    use = "As deep-svdd, where some of the examples are not normal.",
    tasks = {Task.ADAPTATION, Task.EMBEDDING},
    strengths = {Strength.FEW_LABELS, Strength.OUTLIERS},
    paper = "Ruff et al. 2018")
public record SoftBoundarySvdd(
    @Default("0.1") @Doc("The share of examples that may lie outside.") double nu)
    implements Loss<SoftBoundarySvdd.Ball, None> {
  /**
   * Embeddings around a centre, and a radius.
   *
   * @param embedding an embedding of each example
   * @param center the centre
   * @param radius the radius, a scalar
   */
  public record Ball(Tensor embedding, Tensor center, Tensor radius) {}

  /** Requires a share above 0 and at most 1. */
  public SoftBoundarySvdd {
    require(0 < nu && nu <= 1, "nu must lie above 0 and be at most 1, was %s", nu);
  }

  @Override
  public Tensor loss(Ball ball, None none) {
    Tensor radius = ball.radius().square();
    Tensor outside = ball.embedding().sub(ball.center()).square().sum(1).sub(radius).relu();
    return outside.div(nu).add(radius);
  }
}
