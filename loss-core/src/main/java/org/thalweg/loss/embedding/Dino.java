package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * DINO: the cross-entropy of the student's distribution with the teacher's, which is centred and
 * sharpened: {@code -sum_c softmax((t - m) / T)_c log softmax(p / S)_c}.
 *
 * <p>Predictions are the student's logits [..., C]; targets are the teacher's for another view, and
 * their centre m [C], a running mean that the caller keeps. Values are [...]. Caron et al.,
 * "Emerging properties in self-supervised vision transformers", 2021.
 *
 * @param studentTemperature what the student's logits are divided by, above 0
 * @param teacherTemperature what the teacher's are divided by, above 0 and below the student's
 */
@Named("dino")
@Doc("The cross-entropy with a teacher whose logits are centred and sharpened.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "-sum_c softmax((t - m) / teacherTemperature)_c log softmax(p / studentTemperature)_c",
    shape = "... C; ... C, C -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Self-supervised learning with a teacher that is the running mean of the student.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Caron et al. 2021, arXiv:2104.14294")
public record Dino(
    @Default("0.1") @Doc("What the student's logits are divided by.") double studentTemperature,
    @Default("0.04") @Doc("What the teacher's logits are divided by.") double teacherTemperature)
    implements Loss<Tensor, Dino.Teacher> {
  /** Requires positive temperatures. */
  public Dino {
    requirePositive(studentTemperature, "studentTemperature");
    requirePositive(teacherTemperature, "teacherTemperature");
  }

  /** Makes the loss with temperatures of 0.1 and 0.04. */
  public Dino() {
    this(0.1, 0.04);
  }

  /**
   * What the teacher says.
   *
   * @param logits its logits, [..., C]
   * @param center their running mean, [C]
   */
  public record Teacher(Tensor logits, Tensor center) {}

  @Override
  public Tensor loss(Tensor prediction, Teacher teacher) {
    Tensor share = teacher.logits().sub(teacher.center()).div(teacherTemperature).softmax(-1);
    return share.mul(prediction.div(studentTemperature).logSoftmax(-1)).sum(-1).neg();
  }
}
