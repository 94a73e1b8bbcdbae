package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * A loss whose mean is held at a level: {@code |mean - level| + level}. Below the level the
 * gradient turns around, so that the model climbs again.
 *
 * <p>Inputs, shapes and unreduced values are those of the wrapped loss. The gradient at the level
 * is 0; a mean of exactly 0, as that of nothing, stays 0.
 *
 * <p>Source: Ishida et al., "Do we need zero training loss after achieving zero training error?",
 * 2020.
 *
 * @param level the level, 0 or more
 * @param loss the loss
 */
@Named("flooding")
@Doc("A loss whose mean is kept near a level above zero.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "|mean(loss(p, t)) - level| + level",
    link = "softmax",
    use = "Against overfitting of models that reach zero loss; the level is chosen by validation.",
    tasks = {Task.MULTICLASS},
    strengths = {Strength.LABEL_NOISE},
    paper = "Ishida et al. 2020, arXiv:2002.08709")
public record Flooding(
    @Default("0.05") @Doc("The level that the mean is held at.") double level,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements ValueWrapper {
  /** Requires a level of 0 or more. */
  public Flooding {
    requireNonNegative(level, "level");
  }

  /** Makes the cross-entropy held at 0.05. */
  public Flooding() {
    this(0.05, new CrossEntropy(0));
  }

  @Override
  public Tensor finish(Tensor mean) {
    Tensor value = loss.finish(mean);
    return where(value.eq(0), 0, value.sub(level).abs().add(level));
  }
}
