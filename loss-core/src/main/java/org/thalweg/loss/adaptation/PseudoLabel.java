package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The cross-entropy of a student with the most probable class of a teacher, where the teacher's
 * probability of it reaches a threshold: {@code 1[max softmax(teacher) >= threshold] (-log
 * softmax(student)_argmax)}.
 *
 * <p>The teacher is the model on a weakly changed input (FixMatch), on the same input (Lee 2013),
 * or another model. Logits are any numbers of shape [N, C]; values have shape [N]. No gradient
 * reaches the teacher. Values below the threshold are 0; the mean divides by all values as the
 * paper does, or by the confident ones alone.
 *
 * <p>Source: Sohn et al., "FixMatch: simplifying semi-supervised learning with consistency and
 * confidence", 2020; Lee, "Pseudo-label", 2013.
 *
 * @param threshold the least probability of a label, from 0 to 1
 * @param confidentOnly whether only values that reach the threshold count in a mean
 */
@Named("pseudo-label")
@Doc("The cross-entropy with the class that a confident teacher chooses.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "-log softmax(student)_k where max_c softmax(teacher)_c >= threshold, else 0",
    shape = "N C, N C; -> N",
    traits = {Trait.ROBUST, Trait.PARTIAL_GRADIENT},
    use =
        "For unlabelled examples beside labelled ones. Use strong changes of the input for the student, weak ones for the teacher, and a high threshold.",
    tasks = {Task.ADAPTATION, Task.MULTICLASS},
    strengths = {Strength.FEW_LABELS},
    paper = "Sohn et al. 2020, arXiv:2001.07685")
public record PseudoLabel(
    @Default("0.95") @Doc("The least probability of a label.") double threshold,
    @Default("false") @Doc("Whether a mean divides by the confident values alone.")
        boolean confidentOnly)
    implements Loss<Views, None> {
  /** Requires a threshold from 0 to 1. */
  public PseudoLabel {
    require(
        0 <= threshold && threshold <= 1, "threshold must lie between 0 and 1, was %s", threshold);
  }

  /** Makes the loss of FixMatch. */
  public PseudoLabel() {
    this(0.95, false);
  }

  @Override
  public Tensor loss(Views views, None none) {
    Tensor labels = views.teacher().argmax(1);
    return where(confident(views), new CrossEntropy(0).loss(views.student(), labels), 0);
  }

  @Override
  public @Nullable Tensor counts(Views views, None none) {
    return confidentOnly ? confident(views) : null;
  }

  private Tensor confident(Views views) {
    return views.teacher().stopGradient().softmax(1).max(1).lt(threshold).not();
  }
}
