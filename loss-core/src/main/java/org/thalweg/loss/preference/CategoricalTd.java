package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.arange;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of a distribution of returns over fixed atoms with that of Bellman's equation,
 * projected to the atoms: {@code -sum_k m_k log softmax(p)_k}, where each atom z_j of the next
 * state sends its probability to the two atoms nearest {@code r + g z_j}, by their distance.
 *
 * <p>Predictions are logits of the atoms [N, C], evenly spaced from the lowest to the highest
 * return; targets are probabilities of the atoms in the next state [N, C], rewards r and discounts
 * g [N], 0 after the last state; values are [N]. Bellemare, Dabney and Munos, "A distributional
 * perspective on reinforcement learning", 2017.
 *
 * @param low the return of the first atom
 * @param high the return of the last, above that of the first
 */
@Named("categorical-td")
@Doc("The cross-entropy of a distribution of returns with that of the next state (C51).")
@LossCard(
    family = Family.PREFERENCE,
    formula = "-sum_k m_k log softmax(p)_k",
    shape = "N C; N C, N, N -> N",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Q-learning whose returns have known bounds.",
    tasks = {Task.PREFERENCE, Task.INTERVALS},
    paper = "Bellemare et al. 2017, arXiv:1707.06887")
public record CategoricalTd(
    @Default("-10.0") @Doc("The return of the first atom.") double low,
    @Default("10.0") @Doc("The return of the last atom.") double high)
    implements Loss<Tensor, CategoricalTd.Next> {
  /** Requires a range. */
  public CategoricalTd {
    require(
        low < high && Double.isFinite(high - low),
        "low must be below high, was %s and %s",
        low,
        high);
  }

  /** Makes the loss with returns from -10 to 10. */
  public CategoricalTd() {
    this(-10, 10);
  }

  /**
   * What came next.
   *
   * @param probabilities those of the atoms in the next state, [N, C]
   * @param reward what the step earned, [N]
   * @param discount the factor of what comes later, [N]
   */
  public record Next(
      @In(Domain.SHARES) Tensor probabilities,
      Tensor reward,
      @In(Domain.PROBABILITY) Tensor discount) {}

  @Override
  public Tensor loss(Tensor prediction, Next next) {
    long atoms = prediction.dim(1);
    double width = (high - low) / Math.max(1, atoms - 1);
    Tensor index = arange(atoms, prediction.dtype());
    Tensor returns = next.discount().unsqueeze(1).mul(index.mul(width).add(low));
    Tensor place = returns.add(next.reward().unsqueeze(1)).clamp(low, high).sub(low).div(width);
    Tensor share = place.unsqueeze(1).sub(index.unsqueeze(1)).abs().rsub(1).relu();
    Tensor projected = share.mul(next.probabilities().unsqueeze(1)).sum(2);
    return projected.mul(prediction.logSoftmax(1)).sum(1).neg();
  }
}
