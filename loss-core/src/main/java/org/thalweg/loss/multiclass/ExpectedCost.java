package org.thalweg.loss.multiclass;

import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The expected cost of a decision drawn from the prediction: {@code sum_c C_tc s_c}, where s is the
 * softmax of p and C_tc is the cost of deciding for c where t is true.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C.
 *
 * @param costs a row for each true class, of numbers of 0 or more; none for 0 if right, 1 if wrong
 */
@Named("expected-cost")
@Doc("The expected cost of the predicted probabilities, by a matrix of costs, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "sum_c C_tc s_c, s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "= 0.5 softmax-mae",
    use =
        "Where mistakes have known, unequal prices. It wants sure decisions, not probabilities: where those are used, train by cross-entropy and decide by the costs.",
    tasks = {Task.MULTICLASS, Task.ORDINAL},
    strengths = {Strength.UNEQUAL_COST, Strength.LABEL_NOISE},
    paper = "Elkan 2001")
public record ExpectedCost(
    @Default("") @Doc("A row for each true class: the cost of each decision.")
        List<List<Double>> costs)
    implements ClassificationLoss {
  /** Requires a square matrix of numbers of 0 or more. */
  public ExpectedCost {
    costs = Classes.copy(costs);
    Classes.requireSquare(costs, "costs");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    if (costs.isEmpty()) {
      return Classes.ofTarget(Classes.logShares(prediction).expm1(), target).neg();
    }
    Tensor matrix = Classes.matrix(this, "costs", costs, prediction);
    Tensor shares = Classes.logShares(prediction).exp();
    return Classes.ofTarget(shares.unsqueeze(axis).mul(matrix).sum(axis + 1), target);
  }
}
