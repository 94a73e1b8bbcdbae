package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.List;
import java.util.stream.Stream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The squared maximum mean discrepancy of two domains: {@code E k(x, x') + E k(y, y') - 2 E k(x,
 * y)} with the kernel {@code k(x, y) = sum_b exp(-|x - y|^2 / (2 b^2))}.
 *
 * <p>Predictions are features, any numbers, of shape [N, D]; targets, bools or 0 and 1 of shape
 * [N], say which examples are of the target domain. There is one value for the batch, 0 where a
 * domain has too few. Unbiased, pairs of an example with itself are left out, and the value may be
 * below 0. Without bandwidths there are five, of {@code 2 b^2} = 1/4, 1/2, 1, 2 and 4 times the
 * mean squared distance of the batch's pairs, which is taken as given in gradients.
 *
 * <p>Source: Gretton et al., "A kernel two-sample test", 2012; Long et al., "Learning transferable
 * features with deep adaptation networks", 2015.
 *
 * @param bandwidths the bandwidths b, above 0; none for those of the batch
 * @param unbiased whether pairs of an example with itself are left out
 */
@Named("mmd")
@Doc("The maximum mean discrepancy of two domains, with several Gaussian kernels.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "E k(x, x') + E k(y, y') - 2 E k(x, y)",
    target = Domain.FLAG,
    shape = "N D; N ->",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PARTIAL_GRADIENT},
    use =
        "To make features of two domains alike in distribution, without an adversary; needs batches of some dozens of each.",
    tasks = {Task.ADAPTATION},
    paper = "Gretton et al. 2012; Long et al. 2015, arXiv:1502.02791")
public record Mmd(
    @Default("") @Doc("The bandwidths of the kernels; none for those of the batch.")
        List<Double> bandwidths,
    @Default("true") @Doc("Whether pairs of an example with itself are left out.") boolean unbiased)
    implements BatchLoss<Tensor, Tensor> {
  private static final List<Double> FACTORS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

  /** Requires bandwidths above 0. */
  public Mmd {
    bandwidths = List.copyOf(bandwidths);
    bandwidths.forEach(b -> requirePositive(b, "bandwidths"));
  }

  /** Makes the unbiased estimate with bandwidths of the batch. */
  public Mmd() {
    this(List.of(), true);
  }

  @Override
  public Tensor loss(Tensor features, Tensor isTarget, Tensor counted) {
    Domains domains = Domains.of(isTarget, counted, features.dtype());
    Tensor distances = Domains.differences(features).square().sum(2);
    Tensor kernel =
        Tensors.sum(scales(distances, counted).map(scale -> distances.div(scale).neg().exp()));
    Tensor sources = within(kernel, domains.source(), domains.sources());
    Tensor targets = within(kernel, domains.target(), domains.targets());
    Tensor between = Domains.pairs(kernel, domains.source(), domains.target());
    return domains.orZero(sources.add(targets).sub(between.mul(2)), unbiased ? 2 : 1);
  }

  /** Returns the mean of the kernel within a domain. */
  private Tensor within(Tensor kernel, Tensor shares, Tensor count) {
    Tensor all = Domains.pairs(kernel, shares, shares);
    if (!unbiased) {
      return all;
    }
    Tensor own = Domains.diagonal(kernel, shares);
    return all.sub(own).mul(count.div(count.sub(1).maximum(1)));
  }

  private Stream<Tensor> scales(Tensor distances, Tensor counted) {
    if (!bandwidths.isEmpty()) {
      return bandwidths.stream().map(b -> Tensor.scalar(2 * b * b, distances.dtype()));
    }
    Tensor each = counted.to(distances.dtype());
    Tensor pairs = each.sum().mul(each.sum().sub(1)).maximum(1);
    Tensor mean = Domains.pairs(distances, each, each).div(pairs).stopGradient();
    Tensor scale = where(mean.gt(0), mean, 1);
    return FACTORS.stream().map(scale::mul);
  }
}
