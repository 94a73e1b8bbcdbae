package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requireNonNegative;

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
import org.thalweg.api.tensor.Tensors;

/**
 * The expected squared error of shares that have a Dirichlet distribution with parameters {@code a
 * = p + 1}, and the Kullback-Leibler divergence of the distribution, without the evidence for the
 * right class, from the uniform one.
 *
 * <p>Predictions are evidence, 0 or more, of shape [N, C, d1, ...]; targets are class indices or a
 * distribution. The uncertainty of an example is C over the sum of its a. Sensoy, Kaplan and
 * Kandemir, "Evidential deep learning to quantify classification uncertainty", 2018; it raises the
 * weight from 0 to 1 over the first epochs.
 *
 * @param weight the factor of the divergence, 0 or more
 */
@Named("evidential-classification")
@Doc("The expected squared error of class shares that are uncertain.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "sum_c ((q_c - a_c/s)^2 + a_c (s - a_c)/(s^2 (s + 1))) + weight divergence(a)",
    prediction = Domain.NON_NEGATIVE,
    target = Domain.CLASS_INDEX,
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "A classifier that should say that it does not know. Raise the weight slowly from 0.",
    tasks = Task.MULTICLASS,
    strengths = Strength.CALIBRATION,
    paper = "Sensoy et al. 2018, arXiv:1806.01768")
public record EvidentialClassification(
    @Default("1.0") @Doc("The factor of the divergence from ignorance.") double weight)
    implements ClassificationLoss {
  /** Requires a weight of 0 or more. */
  public EvidentialClassification {
    requireNonNegative(weight, "weight");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor label =
        ClassificationLoss.isIndices(target)
            ? ClassificationLoss.isLabel(prediction, target).to(prediction.dtype())
            : target;
    Tensor a = prediction.add(1);
    Tensor sum = a.sumKeep(axis);
    Tensor share = a.div(sum);
    Tensor variance = share.mul(share.rsub(1)).div(sum.add(1));
    Tensor error = label.sub(share).square().add(variance).sum(axis);
    return error.add(fromUniform(prediction.mul(label.rsub(1)), axis).mul(weight));
  }

  /** Returns the divergence of a Dirichlet distribution, given its parameters less 1. */
  private static Tensor fromUniform(Tensor evidence, int axis) {
    Tensor a = evidence.add(1);
    Tensor sum = a.sumKeep(axis);
    Tensor classes = Tensors.fullLike(sum, (double) evidence.dim(axis));
    Tensor each = evidence.mul(a.digamma().sub(sum.digamma())).sub(a.lgamma());
    return each.sum(axis).add(sum.lgamma().sub(classes.lgamma()).squeeze(axis));
  }
}
