package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared error of the velocity of a straight path from noise n to data x, {@code (p - (x -
 * n))^2}.
 *
 * <p>Predictions, data and noise are in one shape, which the values have too. The model is given a
 * point {@code (1 - u) n + u x} of the path, and u. Lipman et al., "Flow matching for generative
 * modeling", 2023; Liu, Gong and Liu, "Flow straight and fast", 2023.
 */
@Named("flow-matching")
@Doc("The squared error of the velocity from noise to data.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "(p - (x - n))^2",
    shape = "...; ..., ... -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Generative models with straight paths, which need few steps.",
    tasks = Task.GENERATION,
    paper = "Lipman et al. 2023, arXiv:2210.02747")
public record FlowMatching() implements Loss<Tensor, FlowMatching.Target> {
  /**
   * The ends of a path.
   *
   * @param data where it ends, [...]
   * @param noise where it starts, [...]
   */
  public record Target(Tensor data, Tensor noise) {}

  @Override
  public Tensor loss(Tensor prediction, FlowMatching.Target target) {
    return prediction.sub(target.data.sub(target.noise)).square();
  }
}
