package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.stream.IntStream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients clipped by the size of what they change: the gradient of a unit is shortened to {@code
 * clipping max(norm(p), epsilon)}, where p are the unit's weights. A unit is an index of the last
 * axis; vectors are one unit.
 *
 * <p>Optax's adaptive_grad_clip. Brock et al., "High-performance large-scale image recognition
 * without normalization", 2021, arXiv:2102.06171.
 *
 * @param clipping the longest gradient over the length of the weights, above 0
 * @param epsilon the least length that weights count with, above 0
 */
@Named("adaptive-clip")
@Doc("Gradients shortened to a share of the length of the weights, unit by unit.")
public record AdaptiveClip(
    @Default("0.01") @Doc("The longest gradient over the length of the weights.") double clipping,
    @Default("1e-3") @Doc("The least length that weights count with.") double epsilon)
    implements Stateless {
  private static final double TINY = 1e-6;

  /** Requires positive numbers. */
  public AdaptiveClip {
    requirePositive(clipping, "clipping");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.zip(
        context.parameters(),
        (g, p) -> {
          Tensor longest = norm(p).maximum(epsilon).mul(clipping);
          Tensor length = norm(g);
          Tensor shortened = g.mul(longest.div(length.maximum(TINY)));
          return where(length.lt(longest), g, shortened);
        });
  }

  private static Tensor norm(Tensor tensor) {
    long wide =
        tensor.rank() == 0
            ? 0
            : IntStream.range(0, tensor.rank()).filter(axis -> tensor.dim(axis) > 1).count();
    int[] axes = IntStream.range(0, wide < 2 ? tensor.rank() : tensor.rank() - 1).toArray();
    return (axes.length == 0 ? tensor.square() : tensor.square().sumKeep(axes)).sqrt();
  }
}
