package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.stream.IntStream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

/**
 * The cost of moving one cloud of weighted points onto another with entropic regularization, {@code
 * OT(x, y) = min <P, C> + epsilon KL(P; a b)} over plans P of the clouds' masses a and b; if {@code
 * debias}, the Sinkhorn divergence {@code OT(x, y) - OT(x, x) / 2 - OT(y, y) / 2}, which is 0 for
 * equal clouds. The cost of a pair is {@code C = |x - y|^power / power}.
 *
 * <p>Points are any numbers of shapes [N, P, D] and [N, Q, D], weights have shapes [N, P] and [N,
 * Q] and are scaled to sum to 1, with 0 for padding; values have shape [N]. Potentials are found in
 * the log domain, with an epsilon that halves from the largest cost on. Gradients are those of the
 * optimum at its potentials (the envelope theorem), so memory does not grow with iterations; they
 * are exact when the iterations have converged, which a small epsilon delays.
 *
 * <p>Source: Cuturi, "Sinkhorn distances", 2013; Feydy et al., "Interpolating between optimal
 * transport and MMD using Sinkhorn divergences", 2019.
 *
 * @param epsilon the strength of the entropy, in units of the cost
 * @param power the power of the distance, 1 or more
 * @param iterations how often both potentials are renewed
 * @param debias whether the cost of each cloud to itself is taken off
 */
@Named("sinkhorn")
@Doc("The Sinkhorn divergence of clouds of points: regularized optimal transport without its bias.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "min_P sum_ij P_ij C_ij + epsilon KL(P; a b)",
    shape = "N P D, N P; N Q D, N Q -> N",
    traits = {Trait.PARTIAL_GRADIENT},
    reach = 1e3,
    use =
        "To compare samples, shapes or distributions by geometry: it sees how far mass has to move even where clouds do not overlap.",
    tasks = {Task.ADAPTATION, Task.GENERATION},
    paper = "Cuturi 2013, arXiv:1306.0895; Feydy et al. 2019, arXiv:1810.08278")
public record Sinkhorn(
    @Default("0.05") @Doc("The strength of the entropy, in units of the cost.") double epsilon,
    @Default("2.0") @Doc("The power of the distance.") double power,
    @Default("100") @Doc("How often both potentials are renewed.") int iterations,
    @Default("true") @Doc("Whether the cost of each cloud to itself is taken off.") boolean debias)
    implements Loss<PointCloud, PointCloud> {
  /** Requires an epsilon above 0, a power of 1 or more and an iteration. */
  public Sinkhorn {
    requirePositive(epsilon, "epsilon");
    require(
        1 <= power && power < Double.POSITIVE_INFINITY, "power must be 1 or more, was %s", power);
    require(iterations >= 1, "iterations must be 1 or more, was %s", iterations);
  }

  /** Makes the divergence of squared distances. */
  public Sinkhorn() {
    this(0.05, 2, 100, true);
  }

  @Override
  public Tensor loss(PointCloud prediction, PointCloud target) {
    Tensor a = shares(prediction.weights());
    Tensor b = shares(target.weights());
    Tensor between = transport(prediction.points(), a, target.points(), b);
    if (!debias) {
      return between;
    }
    Tensor first = transport(prediction.points(), a, prediction.points(), a);
    Tensor second = transport(target.points(), b, target.points(), b);
    return between.sub(first.add(second).mul(0.5));
  }

  private static Tensor shares(Tensor weights) {
    Tensor total = weights.sumKeep(1);
    return weights.div(where(total.gt(0), total, 1));
  }

  private Tensor transport(Tensor x, Tensor a, Tensor y, Tensor b) {
    Tensor cost = cost(x.unsqueeze(2).sub(y.unsqueeze(1)));
    Potentials best = Tree.map(potentials(cost, a, b), Tensor::stopGradient);
    Tensor logits =
        best.first().unsqueeze(2).sub(cost).div(epsilon).add(a.log().unsqueeze(2)).stopGradient();
    Tensor plan = logits.softmax(1).mul(b.stopGradient().unsqueeze(1));
    Tensor mass = a.mul(best.first()).sum(1).add(b.mul(best.second()).sum(1));
    return mass.add(plan.mul(cost.sub(cost.stopGradient())).sum(1, 2));
  }

  private Tensor cost(Tensor difference) {
    return power == 2
        ? difference.square().sum(3).mul(0.5)
        : difference.norm(3).pow(power).div(power);
  }

  /** What a point of either cloud may be charged. */
  private record Potentials(Tensor first, Tensor second) {}

  private Potentials potentials(Tensor cost, Tensor a, Tensor b) {
    Tensor massive = a.gt(0).unsqueeze(2).and(b.gt(0).unsqueeze(1));
    Tensor top = where(massive, cost, 0).max(1, 2);
    double[] halves = IntStream.range(0, iterations).mapToDouble(i -> Math.pow(0.5, i)).toArray();
    halves[iterations - 1] = 0;
    Tensor schedule = Tensor.of(halves).to(cost.dtype());
    Potentials none = new Potentials(Tensors.zerosLike(a), Tensors.zerosLike(b));
    return Loops.scan(
            none,
            schedule,
            (before, half) -> {
              Tensor smooth = top.mul(half).maximum(epsilon).reshape(-1, 1, 1);
              Tensor first =
                  soften(before.second().unsqueeze(1).sub(cost), b.unsqueeze(1), smooth, 2);
              Tensor second = soften(first.unsqueeze(2).sub(cost), a.unsqueeze(2), smooth, 1);
              return new Stepped<>(new Potentials(first, second), second.sum());
            })
        .state();
  }

  /** Returns the smooth minimum of what is negated, under weights. */
  private static Tensor soften(Tensor negated, Tensor weights, Tensor smooth, int axis) {
    Tensor logits = negated.div(smooth).add(weights.log());
    return logits.logSumExp(axis).mul(smooth.squeeze(1).neg());
  }
}
