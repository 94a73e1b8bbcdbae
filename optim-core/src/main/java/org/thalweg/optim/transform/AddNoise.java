package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients with normal noise whose variance falls, {@code eta / t^gamma} at step t from 1.
 *
 * <p>The noise is a function of seed, step and the name of the parameter. Neelakantan et al.,
 * "Adding gradient noise improves learning for very deep networks", 2015, arXiv:1511.06807.
 *
 * @param eta the variance at the first step, 0 or more
 * @param gamma how fast it falls, 0 or more
 * @param seed of the noise
 */
@Named("add-noise")
@Doc("Gradients with normal noise that falls with time.")
public record AddNoise(
    @Default("0.01") @Doc("The variance at the first step.") double eta,
    @Default("0.55") @Doc("How fast it falls.") double gamma,
    @Default("0") @Doc("The seed of the noise.") long seed)
    implements Stateless {
  /** Requires numbers of 0 or more. */
  public AddNoise {
    requireNonNegative(eta, "eta");
    requireNonNegative(gamma, "gamma");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    Tensor key = Randoms.fold(Randoms.key(seed), context.step());
    Tensor deviation = context.count().pow(-gamma).mul(eta).sqrt();
    return gradients.map((name, g) -> {
      Tensor noise = Randoms.normal(Randoms.fold(key, number(name)), g.shape(), g.dtype());
      return g.add(noise.mul(deviation.to(g.dtype())));
    });
  }

  private static long number(String name) {
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
