package org.thalweg.loss.audio;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Assignment;

/**
 * A loss of several sources whose order is not known: the mean of the loss of sources under the
 * order of the predictions at which it is least.
 *
 * <p>Prediction and target are sources [N, S, T], values [N]. The order is found exactly, by
 * assignment, in the cube of the number of sources; it has no gradient. Yu et al., "Permutation
 * invariant training of deep models for speaker-independent multi-talker speech separation", 2017.
 *
 * @param loss the loss of one source, for signals along the last axis
 */
@Named("permutation-invariant")
@Doc("A loss of several sources under the order at which it is least.")
@LossCard(
    family = Family.AUDIO,
    formula = "min_o(mean_s(loss(p_(o(s)), t_s)))",
    shape = "N S T; N S T -> N",
    use = "Separated speakers or instruments that have no order of their own.",
    tasks = Task.AUDIO,
    paper = "Yu et al. 2017, arXiv:1607.00325")
public record PermutationInvariant(
    @Default("si-sdr") @Doc("The loss of one source.") Loss<Tensor, Tensor> loss)
    implements Loss<Tensor, Tensor> {
  @Override
  public Domain predictionDomain() {
    return loss.predictionDomain();
  }

  @Override
  public Domain targetDomain() {
    return loss.targetDomain();
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    long sources = prediction.dim(1);
    Shape pairs = prediction.shape().insert(2, sources);
    Tensor each = prediction.unsqueeze(2).broadcastTo(pairs);
    Tensor other = target.unsqueeze(1).broadcastTo(pairs);
    Tensor pair = loss.loss(each, loss.adapt(each, other)).flatten(3).mean(3);
    return pair.takeAlong(Assignment.of(pair).unsqueeze(1), 1).mean(1, 2);
  }
}
