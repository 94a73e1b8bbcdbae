package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The Kullback-Leibler divergence of the target from the prediction: {@code sum_c exp(p_c) (p_c -
 * log t_c)}, where p holds log-probabilities.
 *
 * <p>Prediction and target have one shape, [N, C] say; the sum runs over the last axis, so values
 * are [N]. Targets are above 0: where the target gave nothing and the prediction something, the
 * divergence is infinite. It prefers one peak of the target to a spread over several. Kullback and
 * Leibler, "On information and sufficiency", 1951.
 *
 * @see KlDivergence
 * @param logTarget whether the target holds log-probabilities too
 */
@Named("reverse-kl")
@Doc("The Kullback-Leibler divergence with the sides swapped.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "sum_c exp(p_c) (p_c - log t_c)",
    prediction = Domain.LOG_SHARES,
    target = Domain.POSITIVE,
    link = "exp",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "A student too small for all of its teacher, which should be right about the main part.",
    tasks = Task.DISTILLATION,
    paper = "Kullback and Leibler 1951, doi:10.1214/aoms/1177729694")
public record ReverseKl(
    @Default("false") @Doc("Whether the target holds log-probabilities too.") boolean logTarget)
    implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = logTarget ? target : target.log();
    return prediction.exp().mul(prediction.sub(log)).sum(-1);
  }

  @Override
  public Domain targetDomain() {
    return logTarget ? Domain.LOG_SHARES : Domain.POSITIVE;
  }
}
