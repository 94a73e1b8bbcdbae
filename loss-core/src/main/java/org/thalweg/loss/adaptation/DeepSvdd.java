package org.thalweg.loss.adaptation;

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
 * The squared distance of an embedding from the centre of normal examples, {@code |z - c|^2}; it is
 * also the score of how unusual an example is.
 *
 * <p>Embeddings have shape [N, D], the centre [D], both any numbers; there is no target; values
 * have shape [N]. The centre is given: the mean of the first embeddings, say. Learned along with
 * the model, without biases kept out of it, all embeddings may collapse onto it.
 *
 * <p>Source: Ruff et al., "Deep one-class classification", 2018.
 */
@Named("deep-svdd")
@Doc("The squared distance of embeddings from a centre, for detection of the unusual.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "|z - c|^2",
    shape = "N D, D; -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "To find the unusual when only normal examples are at hand.",
    tasks = {Task.ADAPTATION, Task.EMBEDDING},
    strengths = {Strength.FEW_LABELS},
    paper = "Ruff et al. 2018")
public record DeepSvdd() implements Loss<DeepSvdd.Ball, None> {
  /**
   * Embeddings around a centre.
   *
   * @param embedding an embedding of each example
   * @param center the centre
   */
  public record Ball(Tensor embedding, Tensor center) {}

  @Override
  public Tensor loss(Ball ball, None none) {
    return ball.embedding().sub(ball.center()).square().sum(1);
  }
}
