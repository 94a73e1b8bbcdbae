package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

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
 * The cross-entropy of classes on logits of unit length: of {@code p / (temperature |p|)}.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C. Where all logits are 0 they stay 0, and the gradient is that of
 * {@code p / temperature}. Wei et al., "Mitigating neural network overconfidence with logit
 * normalization", 2022.
 *
 * @param temperature what unit logits are divided by, above 0
 */
@Named("logit-norm")
@Doc("A cross-entropy of classes that sees only the direction of the logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "log(sum_c exp(z_c)) - z_t, z = p/(temperature sqrt(sum_c p_c^2))",
    target = Domain.CLASS_INDEX,
    link = "softmax of unit logits",
    traits = Trait.SCALE_INVARIANT,
    use = "Where unknown kinds of inputs are to be told by unsure predictions.",
    tasks = Task.MULTICLASS,
    strengths = Strength.CALIBRATION,
    paper = "Wei et al. 2022, arXiv:2205.09310")
public record LogitNorm(
    @Default("0.04") @Doc("What unit logits are divided by.") double temperature)
    implements ClassificationLoss {
  /** Requires a positive temperature. */
  public LogitNorm {
    requirePositive(temperature, "temperature");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor top = prediction.abs().maxKeep(axis).stopGradient();
    Tensor z = prediction.div(where(top.eq(0), 1, top));
    Tensor length = z.norm(axis).unsqueeze(axis);
    Tensor unit = z.div(where(length.eq(0), 1, length));
    return Classes.crossEntropy(unit.div(temperature), target);
  }
}
