package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;

/**
 * Gradients plus a share of the parameters, {@code g + weightDecay p}. Before a transform that
 * scales gradients it is the gradient of a penalty (L2); after it the decay is decoupled:
 * Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, arXiv:1711.05101.
 *
 * @param weightDecay the share, 0 or more
 */
@Named("add-decayed-weights")
@Doc("Gradients plus a share of the parameters.")
public record AddDecayedWeights(@Default("0.01") @Doc("The share.") double weightDecay)
    implements Stateless {
  /** Requires a share of 0 or more. */
  public AddDecayedWeights {
    requireNonNegative(weightDecay, "weightDecay");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return weightDecay == 0
        ? gradients
        : gradients.zip(context.parameters(), (g, p) -> g.add(p.mul(weightDecay)));
  }
}
