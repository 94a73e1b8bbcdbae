package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients shortened so that the root mean square of each parameter's is at most {@code
 * threshold}: divided by {@code max(1, rms / threshold)}. Optax's clip_by_block_rms; a part of
 * Adafactor, Shazeer and Stern 2018, arXiv:1804.04235.
 *
 * @param threshold the largest root mean square, above 0
 */
@Named("clip-by-block-rms")
@Doc("Gradients shortened to a largest root mean square for each parameter.")
public record ClipByBlockRms(@Default("1.0") @Doc("The largest root mean square.") double threshold)
    implements Stateless {
  /** Requires a positive threshold. */
  public ClipByBlockRms {
    requirePositive(threshold, "threshold");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.map(g -> {
      Tensor rms = g.square().sum().to(DType.FLOAT64).div((double) Math.max(1, g.size())).sqrt();
      return g.div(rms.div(threshold).maximum(1).to(g.dtype()));
    });
  }
}
