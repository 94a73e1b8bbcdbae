package org.thalweg.loss.embedding;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared error of a margin: {@code (a p - a n - t)^2}, where the target t is what a teacher
 * gives for the positive less what it gives for the negative.
 *
 * <p>Predictions are three tensors [..., D] of vectors along the last axis: query, relevant and
 * other document. Targets and values are [...]. Hofstaetter et al., "Improving efficient neural
 * ranking models with cross-architecture knowledge distillation", 2020.
 */
@Named("margin-mse")
@Doc("The squared error of how much more a query's product is with one document than another.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "(a p - a n - t)^2",
    shape = "... D, ... D, ... D; ... -> ...",
    use = "Retrieval by vectors that learns from a slower model which compares texts word by word.",
    tasks = {Task.DISTILLATION, Task.EMBEDDING, Task.RANKING},
    paper = "Hofstaetter et al. 2020, arXiv:2010.02666")
public record MarginMse() implements Loss<Triple, Tensor> {
  @Override
  public Tensor loss(Triple triple, Tensor target) {
    Tensor gap = triple.positive().sub(triple.negative());
    return triple.anchor().mul(gap).sum(-1).sub(target).square();
  }
}
