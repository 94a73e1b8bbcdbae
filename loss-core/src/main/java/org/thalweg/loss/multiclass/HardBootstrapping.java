package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;

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
 * The cross-entropy of classes against a mix of target and the class that is predicted: {@code
 * -beta log s_t - (1 - beta) max_c log s_c}, where s is the softmax of p.
 *
 * <p>Classes that tie as predicted share the gradient. Predictions are any numbers of shape [N, C,
 * d1, ...], or [C] for one example; targets are class indices of shape [N, d1, ...], or a
 * distribution of the prediction's shape. Values have the prediction's shape without C. Reed et
 * al., "Training deep neural networks on noisy labels with bootstrapping", 2014.
 *
 * @param beta the share of the target, from 0 to 1
 */
@Named("hard-bootstrapping")
@Doc("A cross-entropy of classes against a mix of target and predicted class, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-beta log(s_t) - (1-beta) max_c log(s_c), s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = Trait.ROBUST,
    identities = "beta=1 = cross-entropy",
    use = "For wrong labels, once the model is better than they are.",
    tasks = Task.MULTICLASS,
    strengths = Strength.LABEL_NOISE,
    paper = "Reed et al. 2014, arXiv:1412.6596")
public record HardBootstrapping(@Default("0.8") @Doc("The share of the target.") double beta)
    implements ClassificationLoss {
  /** Requires a share from 0 to 1. */
  public HardBootstrapping {
    require(0 <= beta && beta <= 1, "beta must lie between 0 and 1, was %s", beta);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = Classes.logShares(prediction);
    Tensor predicted = log.max(ClassificationLoss.classAxis(prediction)).mul(beta - 1);
    return predicted.sub(Classes.ofTarget(log, target).mul(beta));
  }
}
