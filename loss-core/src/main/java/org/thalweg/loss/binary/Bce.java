package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import java.util.function.UnaryOperator;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of two classes on probabilities: {@code -(t log p + (1 - t) log(1 - p))}.
 *
 * <p>Prediction and target are numbers from 0 to 1 in one shape, which the values have too. As in
 * PyTorch, a logarithm is -100 or above, and no slope is steeper than 1e12: a probability of 0 for
 * what is true costs 100 and has a gradient of -1e12. Elsewhere the gradient is that of the
 * formula, at 0 and 1 too. Where the model can give logits, {@link BceLogits} loses no digits.
 */
@Named("bce")
@Doc("The cross-entropy of two classes, on probabilities.")
@LossCard(
    family = Family.BINARY,
    formula = "-(t log p + (1-t) log(1-p))",
    prediction = Domain.PROBABILITY,
    target = Domain.PROBABILITY,
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    elicits = Functional.MEAN)
public record Bce() implements PointwiseLoss {
  private static final double LEAST_LOG = -100;
  private static final double LEAST = 1e-12f; // to the digits that PyTorch has

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor yes = log(prediction, prediction, Tensor::log);
    Tensor no = log(prediction.rsub(1), prediction.neg(), Tensor::log1p);
    return target.mul(yes).add(target.rsub(1).mul(no)).neg();
  }

  /** Returns the logarithm of p, which is {@code log(x)}; a straight line near 0. */
  private static Tensor log(Tensor p, Tensor x, UnaryOperator<Tensor> log) {
    Tensor low = p.lt(LEAST);
    Tensor exact = log.apply(where(low, x.stopGradient(), x));
    Tensor line = x.sub(x.stopGradient()).mul(1 / LEAST);
    return where(low, exact.stopGradient().maximum(LEAST_LOG).add(line), exact);
  }
}
