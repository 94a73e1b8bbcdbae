package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients shortened so that their norm over all parameters is at most {@code maxNorm}: times
 * {@code min(1, maxNorm / (norm + 1e-6))}, as PyTorch's clip_grad_norm_ does.
 *
 * <p>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013,
 * arXiv:1211.5063.
 *
 * @param maxNorm the largest norm, above 0
 */
@Named("clip-by-global-norm")
@Doc("Gradients shortened to a largest norm over all parameters.")
public record ClipByGlobalNorm(@Default("1.0") @Doc("The largest norm.") double maxNorm)
    implements Stateless {
  private static final double EPSILON = 1e-6;

  /** Requires a positive norm. */
  public ClipByGlobalNorm {
    requirePositive(maxNorm, "maxNorm");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    Tensor factor = factor(gradients.globalNorm(), maxNorm);
    return gradients.map(g -> g.mul(factor.to(g.dtype())));
  }

  /** Returns the factor that shortens something of a norm to a largest norm. */
  static Tensor factor(Tensor norm, double maxNorm) {
    return norm.add(EPSILON).rdiv(maxNorm).minimum(1);
  }
}
