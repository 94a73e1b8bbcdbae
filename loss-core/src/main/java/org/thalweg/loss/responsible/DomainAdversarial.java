package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.adaptation.GradientReversal;
import org.thalweg.loss.binary.BceLogits;

/**
 * The loss of a classifier of domains on features whose gradient is turned around: the classifier
 * learns to tell domains apart, the features learn to prevent it.
 *
 * <p>The model of the call is the classifier, its input the features; targets are those of the
 * wrapped loss, such as 0 and 1 for {@code bce-logits}.
 *
 * <p>Source: Ganin et al., "Domain-adversarial training of neural networks", 2016.
 *
 * @param loss the loss of the classifier
 * @param strength how much of the gradient reaches the features, 0 or more
 */
@Named("domain-adversarial")
@Doc("The loss of a classifier of domains, whose gradient is turned around for the features.")
public record DomainAdversarial(Loss<Tensor, Tensor> loss, double strength)
    implements ModelLoss<Tensor> {
  /** Requires a strength of 0 or more. */
  public DomainAdversarial {
    requireNonNegative(strength, "strength");
  }

  /** Makes the binary cross-entropy of two domains, with the gradient turned around in full. */
  public DomainAdversarial() {
    this(new BceLogits(1), 1);
  }

  @Override
  public Tensor loss(ModelCall call, Tensor target) {
    Tensor features = GradientReversal.reverse(call.input(), strength);
    return Losses.values(loss, call.with(features).result(), target, Weighting.none());
  }

  @Override
  public void check(ModelCall call, Tensor target) {
    loss.check(call.result(), target);
  }

  @Override
  public Tensor neutralTarget(Tensor target, Tensor mask) {
    return loss.neutralTarget(target, mask);
  }
}
