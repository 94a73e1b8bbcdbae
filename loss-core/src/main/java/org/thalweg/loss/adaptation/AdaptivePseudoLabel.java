package org.thalweg.loss.adaptation;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The cross-entropy of a student with the most probable class k of a teacher, where the teacher's
 * probability reaches the threshold of that class, {@code max softmax(teacher) >= threshold_k}.
 *
 * <p>Logits are any numbers of shape [N, C]; thresholds are probabilities of shape [C], such as
 * those of {@link AdaptiveThresholds}. Values have shape [N], and are 0 below the threshold. No
 * gradient reaches teacher and thresholds.
 *
 * <p>Source: Wang et al., "FreeMatch: self-adaptive thresholding for semi-supervised learning",
 * 2023; Zhang et al., "FlexMatch", 2021.
 */
@Named("adaptive-pseudo-label")
@Doc("The cross-entropy with a teacher's class, where it reaches the threshold of that class.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "-log softmax(student)_k where max_c softmax(teacher)_c >= threshold_k, else 0",
    shape = "N C, N C, C; -> N",
    traits = {Trait.ROBUST, Trait.PARTIAL_GRADIENT},
    use =
        "In place of pseudo-label where classes are learned at different speeds, or early in training.",
    tasks = {Task.ADAPTATION, Task.MULTICLASS},
    strengths = {Strength.FEW_LABELS, Strength.IMBALANCE},
    paper = "Wang et al. 2023, arXiv:2205.07246")
public record AdaptivePseudoLabel() implements Loss<AdaptivePseudoLabel.Input, None> {
  /**
   * Logits of two views, and thresholds.
   *
   * @param student logits that learn
   * @param teacher logits that are learned from
   * @param thresholds the least probability of a label of each class
   */
  public record Input(Tensor student, Tensor teacher, @In(Domain.PROBABILITY) Tensor thresholds) {}

  @Override
  public Tensor loss(Input input, None none) {
    Tensor teacher = input.teacher().stopGradient().softmax(1);
    Tensor labels = teacher.argmax(1);
    Tensor confident = teacher.max(1).lt(input.thresholds().stopGradient().take(labels, 0)).not();
    return where(confident, new CrossEntropy(0).loss(input.student(), labels), 0);
  }
}
