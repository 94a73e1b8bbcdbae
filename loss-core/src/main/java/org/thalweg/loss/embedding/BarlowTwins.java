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
 * Barlow Twins: {@code sum_i (1 - C_ii)^2 + l sum_(i != j) C_ij^2}, where C is the correlation over
 * the batch of each feature of one view with each of the other.
 *
 * <p>Predictions are two tensors [N, D], of which the i-th are views of one example; the value is
 * one number, 0 for less than two examples. Features are centred and divided by the square root of
 * their variance (over N) plus epsilon, as batch normalisation does. Zbontar et al., "Barlow Twins:
 * self-supervised learning via redundancy reduction", 2021.
 *
 * @param lambda the factor l of correlations between features, 0 or more
 * @param epsilon what is added to variances, above 0
 */
@Named("barlow-twins")
@Doc("How far the correlations between two views are from the identity.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "sum_i (1 - C_ii)^2 + lambda sum_(i != j) C_ij^2",
    shape = "N D, N D; -> ",
    use = "Self-supervised learning without negatives; likes wide embeddings.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Zbontar et al. 2021, arXiv:2103.03230")
public record BarlowTwins(
    @Default("0.005") @Doc("The factor of correlations between features.") double lambda,
    @Default("1e-5") @Doc("What is added to variances.") double epsilon)
    implements BatchLoss<Pair, None> {
  /** Requires a factor and a positive epsilon. */
  public BarlowTwins {
    requireNonNegative(lambda, "lambda");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss with a factor of 0.005. */
  public BarlowTwins() {
    this(0.005, 1e-5);
  }

  @Override
  public Tensor loss(Pair pair, None target, Tensor counted) {
    Tensor count = Features.count(pair.first(), counted);
    Tensor first = normalized(pair.first(), counted);
    Tensor second = normalized(pair.second(), counted);
    Tensor correlation = first.t().matmul(second).div(count.maximum(1));
    Tensor same = eye(correlation.dim(0), DType.BOOL);
    Tensor cost = where(same, correlation.rsub(1).square(), correlation.square().mul(lambda)).sum();
    return where(count.ge(2), cost, 0);
  }

  private Tensor normalized(Tensor x, Tensor counted) {
    Tensor centred = Features.centred(x, counted);
    Tensor variance = centred.square().sum(0).div(Features.count(x, counted).maximum(1));
    return centred.div(variance.add(epsilon).sqrt());
  }
}
