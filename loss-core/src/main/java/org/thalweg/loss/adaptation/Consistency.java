package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.requirePositive;

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

/**
 * The distance of the probabilities of two views of an example: the mean over classes of squared
 * differences (Pi-model, mean teacher, MixMatch), or the Kullback-Leibler divergence of the
 * student's from the teacher's.
 *
 * <p>Logits are any numbers of shape [N, C]; values have shape [N]. A temperature below 1 sharpens
 * the teacher's probabilities. No gradient reaches the teacher, unless {@code stopTeacher} is false
 * as in the Pi-model. The teacher's weights are the user's: a running mean of the student's in mean
 * teacher.
 *
 * <p>Source: Tarvainen and Valpola, "Mean teachers are better role models", 2017; Laine and Aila,
 * "Temporal ensembling", 2017; Berthelot et al., "MixMatch", 2019.
 *
 * @param distance how probabilities are compared
 * @param temperature what the teacher's logits are divided by
 * @param stopTeacher whether the teacher is taken as given
 */
@Named("consistency")
@Doc("The distance of a student's probabilities from a teacher's.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "mean_c (softmax(student)_c - softmax(teacher/temperature)_c)^2",
    shape = "N C, N C; -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PARTIAL_GRADIENT},
    use =
        "For unlabelled examples: asks for the same answer under changes of the input or the weights. Its factor should grow over the first epochs.",
    tasks = {Task.ADAPTATION, Task.MULTICLASS},
    strengths = {Strength.FEW_LABELS},
    paper = "Tarvainen and Valpola 2017, arXiv:1703.01780")
public record Consistency(
    @Default("squares") @Doc("How probabilities are compared.") Consistency.Distance distance,
    @Default("1.0") @Doc("What the teacher's logits are divided by.") double temperature,
    @Default("true") @Doc("Whether the teacher is taken as given.") boolean stopTeacher)
    implements Loss<Views, None> {
  /** How probabilities are compared. */
  public enum Distance {
    /** The mean of squared differences. */
    SQUARES,
    /** The divergence of the student's from the teacher's. */
    DIVERGENCE
  }

  /** Requires a temperature above 0. */
  public Consistency {
    requirePositive(temperature, "temperature");
  }

  /** Makes the loss of mean teacher. */
  public Consistency() {
    this(Distance.SQUARES, 1, true);
  }

  @Override
  public Tensor loss(Views views, None none) {
    Tensor logits = stopTeacher ? views.teacher().stopGradient() : views.teacher();
    Tensor teacher = logits.div(temperature).logSoftmax(1);
    return switch (distance) {
      case SQUARES -> views.student().softmax(1).sub(teacher.exp()).square().mean(1);
      case DIVERGENCE -> teacher.exp().mul(teacher.sub(views.student().logSoftmax(1))).sum(1);
    };
  }
}
