package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.eye;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * VICReg: invariance, variance and covariance of two views. It is {@code a mean((x - y)^2) + b
 * mean_d(max(0, 1 - std(x_d)) + max(0, 1 - std(y_d))) / 2 + c (off(x) + off(y))}, where off is the
 * sum of squared covariances between features, over D.
 *
 * <p>Predictions are two tensors [N, D], of which the i-th are views of one example; the value is
 * one number, 0 for less than two examples. Variances divide by N - 1; std is {@code sqrt(var +
 * epsilon)}. Bardes, Ponce and LeCun, "VICReg: variance-invariance-covariance regularization for
 * self-supervised learning", 2022.
 *
 * @param invariance the factor a of the squared error, 0 or more
 * @param variance the factor b of what deviations lack to 1, 0 or more
 * @param covariance the factor c of covariances, 0 or more
 * @param epsilon what is added to variances, above 0
 */
@Named("vicreg")
@Doc("Two views that are alike, whose features vary and do not repeat each other.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "invariance mean((x - y)^2) + variance mean_d(max(0, 1 - std(x_d)) + max(0, 1 - std(y_d))) / 2 + covariance (off(x) + off(y))",
    shape = "N D, N D; -> ",
    use =
        "Self-supervised learning without negatives; both views may come from different networks.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Bardes et al. 2022, arXiv:2105.04906")
public record VicReg(
    @Default("25.0") @Doc("The factor of the squared error.") double invariance,
    @Default("25.0") @Doc("The factor of what deviations lack to 1.") double variance,
    @Default("1.0") @Doc("The factor of covariances.") double covariance,
    @Default("1e-4") @Doc("What is added to variances.") double epsilon)
    implements BatchLoss<Pair, None> {
  /** Requires factors and a positive epsilon. */
  public VicReg {
    requireNonNegative(invariance, "invariance");
    requireNonNegative(variance, "variance");
    requireNonNegative(covariance, "covariance");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss with factors of 25, 25 and 1. */
  public VicReg() {
    this(25, 25, 1, 1e-4);
  }

  @Override
  public Tensor loss(Pair pair, None target, Tensor counted) {
    Tensor count = Features.count(pair.first(), counted);
    Tensor apart = where(counted.unsqueeze(1), pair.first().sub(pair.second()), 0).square();
    Tensor error = apart.sum().div(count.maximum(1).mul((double) apart.dim(1)));
    Tensor shape = spread(pair.first(), counted).add(spread(pair.second(), counted));
    return where(count.ge(2), error.mul(invariance).add(shape), 0);
  }

  /** Returns the terms of variance and covariance of one view. */
  private Tensor spread(Tensor x, Tensor counted) {
    Tensor centred = Features.centred(x, counted);
    Tensor matrix = centred.t().matmul(centred).div(Features.count(x, counted).sub(1).maximum(1));
    Tensor same = eye(x.dim(1), DType.BOOL);
    Tensor deviation = Pairs.sum(matrix, same).add(epsilon).sqrt();
    Tensor off = where(same, 0, matrix).square().sum().div((double) x.dim(1));
    return deviation.rsub(1).relu().mean().mul(0.5 * variance).add(off.mul(covariance));
  }
}
