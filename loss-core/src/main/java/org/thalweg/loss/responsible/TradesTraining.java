package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/**
 * {@link Trades} of a model, with the attack that changes its classes most: the loss of inputs and
 * of those that an {@link Attack} on the divergence finds.
 *
 * <p>The model gives logits of shape [N, C], targets are class indices of shape [N]; values have
 * shape [N]. The attack should start at random: at the input itself the gradient is 0.
 *
 * @param loss the loss of both logits
 * @param attack how inputs are changed
 */
@Named("trades-training")
@Doc("TRADES of a model, with its attack.")
public record TradesTraining(Trades loss, Attack attack) implements ModelLoss<Tensor> {
  /** Requires an attack that starts at random. */
  public TradesTraining {
    require(
        attack.randomStart(), "the attack must start at random: the gradient at the input is 0");
  }

  @Override
  public Tensor loss(ModelCall call, Tensor target) {
    Tensor clean = call.result();
    Tensor fixed = clean.stopGradient();
    Tensor attacked =
        attack.perturb(
            x -> Trades.divergence(fixed, call.with(x).result()).sum(), call.input(), call.key());
    Trades.Attacked both = new Trades.Attacked(clean, call.with(attacked).result());
    return Losses.values(loss, both, target, Weighting.none());
  }
}
