package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * The mean of the gradients of examples, each clipped to a norm, with noise: {@code (sum_i g_i
 * min(1, maxNorm / |g_i|) + maxNorm noise z) / n}, where z is normal and norms are over all
 * parameters. It takes the place of the batch's gradient.
 *
 * <p>How private a run is follows from {@code noise}, the share of the data in a batch and the
 * number of steps; an accountant works it out. A model in which examples meet, such as by batch
 * normalisation, has no gradient of an example. Noise depends on nothing but the seed, the step and
 * the names of parameters: keep the seed secret.
 *
 * <p>Abadi et al., "Deep learning with differential privacy", 2016, arXiv:1607.00133.
 *
 * @param maxNorm the largest norm of an example's gradient, above 0
 * @param noise the deviation of the noise over that norm, 0 or more
 * @param seed what the noise comes from
 */
@Named("clipped-examples")
@Doc("The mean of the gradients of examples, each clipped to a norm, with noise.")
public record ClippedExamples(
    @Default("1.0") @Doc("The largest norm of an example's gradient.") double maxNorm,
    @Default("1.0") @Doc("The deviation of the noise over that norm.") double noise,
    @Default("0") @Doc("What the noise comes from.") long seed)
    implements Stateless {
  /** Requires a positive norm and a noise of 0 or more. */
  public ClippedExamples {
    requirePositive(maxNorm, "maxNorm");
    requireNonNegative(noise, "noise");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    Parameters sum = context.examples().sum(context.parameters(), this::clip);
    double share = 1.0 / (double) context.examples().count();
    Tensor key = Randoms.fold(Randoms.key(seed), context.step());
    return sum.map((name, s) -> {
      if (noise == 0) {
        return s.mul(share);
      }
      Tensor own = Randoms.fold(key, HessianDiagonal.hash(name));
      return s.add(Randoms.normal(own, s.shape(), s.dtype()).mul(maxNorm * noise)).mul(share);
    });
  }

  private Parameters clip(Parameters gradient) {
    Tensor norm = Sums.squares(gradient).sqrt();
    Tensor limit = Tensor.scalar(maxNorm, DType.FLOAT64);
    return Averages.times(gradient, limit.div(norm.maximum(maxNorm)));
  }
}
