package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared distance d of an embedding from a centre where nothing is known, {@code eta (d +
 * epsilon)} for examples known to be normal, and {@code eta / (d + epsilon)} for those known to be
 * unusual.
 *
 * <p>Embeddings have shape [N, D], the centre [D], both any numbers; targets are integers of shape
 * [N]: above 0 for normal, below 0 for unusual, 0 for unknown; values have shape [N].
 *
 * <p>Source: Ruff et al., "Deep semi-supervised anomaly detection", 2020.
 *
 * @param eta the weight of labelled examples
 * @param epsilon what is added to their distance
 */
@Named("deep-sad")
@Doc("Distances from a centre, with some labels of what is normal and what is not.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "d where t = 0, else eta (d + epsilon) where t > 0, else eta / (d + epsilon)",
    target = Domain.LABEL,
    shape = "N D, D; N -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "As deep-svdd, where a few examples have been labelled.",
    tasks = {Task.ADAPTATION, Task.EMBEDDING},
    strengths = {Strength.FEW_LABELS},
    paper = "Ruff et al. 2020, arXiv:1906.02694")
public record DeepSad(
    @Default("1.0") @Doc("The weight of labelled examples.") double eta,
    @Default("1e-6") @Doc("What is added to their distance.") double epsilon)
    implements Loss<DeepSvdd.Ball, Tensor> {
  /** Requires numbers above 0. */
  public DeepSad {
    requirePositive(eta, "eta");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss of the paper. */
  public DeepSad() {
    this(1, 1e-6);
  }

  @Override
  public Tensor loss(DeepSvdd.Ball ball, Tensor target) {
    Tensor distance = new DeepSvdd().loss(ball, new None());
    Tensor known = distance.add(epsilon);
    Tensor labelled = where(target.gt(0), known, known.reciprocal()).mul(eta);
    return where(target.eq(0), distance, labelled);
  }
}
