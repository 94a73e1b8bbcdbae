package org.thalweg.loss.survival;

import static org.thalweg.api.Checks.requireNonNegative;

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
 * Cox's partial likelihood of cases against controls that are drawn from those at risk: {@code
 * log(1 + sum_k exp(c_k - p))}.
 *
 * <p>Predictions are the log-hazards p of cases, [N], and those of K controls of each, [N, K];
 * there is no target, and values are [N]. Kvamme et al., "Time-to-event prediction with neural
 * networks and Cox regression", 2019.
 *
 * @param shrink the factor of the mean absolute log-hazard of case and controls, 0 or more; it
 *     keeps log-hazards near 0
 */
@Named("cox-case-control")
@Doc("How unlikely it is that of case and controls the case had its event.")
@LossCard(
    family = Family.SURVIVAL,
    formula = "log(1 + sum_k exp(c_k - p)) + shrink (|p| + mean_k |c_k|)",
    shape = "N, N K; -> N",
    link = "exp",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "As cox, in small batches: the controls of a case stand for all at risk.",
    tasks = {Task.SURVIVAL},
    strengths = {Strength.CENSORING},
    paper = "Kvamme et al. 2019, arXiv:1907.00825")
public record CoxCaseControl(
    @Default("0.0") @Doc("The factor of the mean absolute log-hazards.") double shrink)
    implements Loss<CoxCaseControl.Hazards, None> {
  /**
   * Log-hazards at the time of the event of each case.
   *
   * @param cases of the example that had its event, [N]
   * @param controls of others at risk, [N, K]
   */
  public record Hazards(Tensor cases, Tensor controls) {}

  /** Requires a factor of 0 or more. */
  public CoxCaseControl {
    requireNonNegative(shrink, "shrink");
  }

  @Override
  public Tensor loss(Hazards hazards, None none) {
    Tensor ahead = hazards.controls.sub(hazards.cases.unsqueeze(1));
    Tensor size = hazards.cases.abs().add(hazards.controls.abs().mean(1));
    return ahead.pad(1, 1, 0, 0).logSumExp(1).add(size.mul(shrink));
  }
}
