package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.transform.Averages.times;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients plus normal noise of the variance {@code eta / t^gamma}. A seed gives the same noise in
 * every run, and a parameter's does not depend on which others there are.
 *
 * <p>Neelakantan et al., "Adding gradient noise improves learning for very deep networks", 2015,
 * arXiv:1511.06807. The distribution is that of Optax's add_noise; the numbers are of this
 * framework's generator.
 *
 * @param eta the variance at the first step, 0 or more
 * @param gamma how fast the variance falls, 0 or more
 * @param seed the seed of the noise
 */
@Named("add-annealed-noise")
@Doc("Gradients plus normal noise that gets smaller.")
public record AddAnnealedNoise(
    @Default("0.01") @Doc("The variance at the first step.") double eta,
    @Default("0.55") @Doc("How fast the variance falls.") double gamma,
    @Default("0") @Doc("The seed of the noise.") long seed)
    implements Stateless {
  /** Requires numbers in their ranges. */
  public AddAnnealedNoise {
    requireNonNegative(eta, "eta");
    requireNonNegative(gamma, "gamma");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    Tensor deviation = context.count().pow(-gamma).mul(eta).sqrt();
    Tensor key = Randoms.fold(Randoms.key(seed), context.step());
    return gradients.map((name, g) ->
        g.add(
            times(
                Randoms.normal(
                    Randoms.fold(key, Integer.toUnsignedLong(name.hashCode())),
                    g.shape(),
                    g.dtype()),
                deviation)));
  }
}
