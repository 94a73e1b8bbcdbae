package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * {@link ScaleByAdam} whose running means are kept in a byte for each element, and a float32 for
 * each 2048 of them.
 *
 * <p>The means are taken out of their bytes, brought up to date, used in full, and put back. The
 * code is the dynamic one of Dettmers et al., "8-bit optimizers via block-wise quantization", 2022,
 * arXiv:2110.02861. Of the mean square the root is kept, which spans as many decades as the mean,
 * and which stays above 0: a ratio of both is never that of something to nothing.
 *
 * @param beta1 the share of itself that the mean keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root, above 0, in the unit of the gradient
 */
@Named("scale-by-adam-8bit")
@Doc("The running mean of gradients over the root of their mean square, both kept in bytes.")
public record ScaleByAdam8Bit(
    @Default("0.9") @Doc("The share of itself that the mean keeps at a step.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root.") double epsilon)
    implements GradientTransform<ScaleByAdam8Bit.State> {
  /**
   * Two running means, zero at first.
   *
   * @param mean bytes of the mean, four to an int32
   * @param meanLargest the largest size in each block
   * @param root bytes of the root of the mean square, four to an int32
   * @param rootLargest the largest size in each block
   */
  public record State(
      Parameters mean, Parameters meanLargest, Parameters root, Parameters rootLargest) {}

  /** Requires shares from 0 to below 1 and a positive epsilon. */
  public ScaleByAdam8Bit {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    Parameters codes = parameters.map(p -> ByteBlocks.zeros(p).codes());
    Parameters largest = parameters.map(p -> ByteBlocks.zeros(p).largest());
    return new State(codes, largest, codes, largest);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = unpack(state.mean, state.meanLargest, gradients, true);
    Parameters square = unpack(state.root, state.rootLargest, gradients, false).map(Tensor::square);
    ScaleByAdam adam = new ScaleByAdam(beta1, beta2, epsilon);
    Updates<ScaleByAdam.State> step =
        adam.update(gradients, new ScaleByAdam.State(mean, square), context);
    Parameters nextMean = step.state().mean();
    Parameters nextRoot = step.state().square().map(Tensor::sqrt);
    return new Updates<>(
        step.updates(),
        new State(
            nextMean.map(m -> ByteBlocks.pack(m, true).codes()),
            nextMean.map(m -> ByteBlocks.pack(m, true).largest()),
            nextRoot.map(r -> ByteBlocks.pack(r, false).codes()),
            nextRoot.map(r -> ByteBlocks.pack(r, false).largest())));
  }

  private static Parameters unpack(
      Parameters codes, Parameters largest, Parameters like, boolean signed) {
    return codes.map((name, bytes) ->
        ByteBlocks.unpack(new ByteBlocks.Packed(bytes, largest.get(name)), like.get(name), signed));
  }
}
