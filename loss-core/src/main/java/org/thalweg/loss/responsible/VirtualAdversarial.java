package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import java.util.function.Function;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.None;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Virtual adversarial training: how much the predicted classes change along the direction in which
 * they change most, {@code KL(softmax(f(x)), softmax(f(x + r)))} with a change r of length epsilon.
 * It needs no labels.
 *
 * <p>The model gives logits of shape [N, C]; values have shape [N]. The direction is found by power
 * iteration from a random one, with gradients at a distance of xi from the input; no gradient runs
 * through it, nor through the classes at x.
 *
 * <p>Source: Miyato et al., "Virtual adversarial training: a regularization method for supervised
 * and semi-supervised learning", 2019.
 *
 * @param epsilon the Euclidean length of the change of an example, 0 or more
 * @param xi the length at which the gradient is taken, above 0
 * @param iterations the number of power iterations, 1 or more
 */
@Named("vat")
@Doc("How much predicted classes change under the worst small change of the input.")
public record VirtualAdversarial(double epsilon, double xi, int iterations)
    implements ModelLoss<None> {
  /** Checks the numbers. */
  public VirtualAdversarial {
    requireNonNegative(epsilon, "epsilon");
    requirePositive(xi, "xi");
    require(iterations >= 1, "iterations must be 1 or more, was %s", iterations);
  }

  /** Makes the loss with one iteration and changes of length 1. */
  public VirtualAdversarial() {
    this(1, 0.01, 1);
  }

  @Override
  public Tensor loss(ModelCall call, None none) {
    Tensor clean = call.result().stopGradient();
    Tensor input = call.input();
    Function<Tensor, Tensor> change =
        r -> Trades.divergence(clean, call.model().apply(call.input().add(r)));
    Tensor direction =
        ModelCall.normalized(Randoms.normal(call.key(), input.shape(), input.dtype()));
    for (int i = 0; i < iterations; i++) {
      Tensor gradient = Grad.grad((Tensor r) -> change.apply(r).sum()).apply(direction.mul(xi));
      direction = ModelCall.normalized(gradient).stopGradient();
    }
    return change.apply(direction.mul(epsilon));
  }
}
