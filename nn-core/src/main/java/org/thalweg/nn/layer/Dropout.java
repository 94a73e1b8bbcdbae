package org.thalweg.nn.layer;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.nn.Scope;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Sets elements to zero at random while the network is trained and scales the others by 1 / (1 -
 * rate), so that the mean stays; the identity otherwise.
 *
 * <p>Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from
 * overfitting", 2014.
 *
 * @param rate the share that is dropped, 0 or more and below 1
 */
@Named("dropout")
@Doc("Sets a share of the elements to zero while training.")
public record Dropout(@Default("0.5") @Doc("Share that is dropped.") double rate) implements Layer {
  /** Checks the rate. */
  public Dropout {
    require(rate >= 0 && rate < 1, "rate must be 0 or more and below 1, was %s", rate);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    if (!scope.training() || rate == 0) {
      return x;
    }
    Tensor kept = Randoms.bernoulli(scope.key(), x.shape(), 1 - rate);
    return Tensors.where(kept, x.mul(1 / (1 - rate)), 0);
  }
}
