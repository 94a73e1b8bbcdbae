package org.thalweg.loss.multiclass;

import static org.thalweg.api.tensor.Tensors.where;

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
 * The cross-entropy of telling the true class from sampled ones, each on its own: {@code
 * softplus(-z_own) + sum_s softplus(z_s)}, with {@code z = p - log rate}.
 *
 * <p>The logits learn to be normalised by themselves. Sampled classes that are the true one are
 * left out if so set. Values are [N]. Gutmann and Hyvarinen, "Noise-contrastive estimation", 2010.
 *
 * @param removeAccidentalHits whether sampled classes that are the true one are left out
 */
@Named("nce")
@Doc("The cross-entropies of telling the class from a sample of others, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "softplus(-z_t) + sum_s softplus(z_s), z = p - log(rate)",
    shape = "N, N S; N, S, N, S -> N",
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "As sampled-softmax, for scores that are to be log-probabilities without a sum over classes.",
    tasks = {Task.MULTICLASS, Task.SEQUENCE, Task.EMBEDDING},
    strengths = Strength.MANY_CLASSES,
    paper = "Gutmann and Hyvarinen 2010")
public record NoiseContrastive(
    @Default("false") @Doc("Whether sampled classes that are the true one are left out.")
        boolean removeAccidentalHits)
    implements Loss<Sampled, Sample> {
  @Override
  public Tensor loss(Sampled prediction, Sample target) {
    Tensor own = prediction.own().sub(target.ownRate().log()).neg().softplus();
    Tensor others = prediction.others().sub(target.sampledRate().log()).softplus();
    Tensor hit = target.classes().unsqueeze(1).eq(target.sampled());
    return own.add((removeAccidentalHits ? where(hit, 0, others) : others).sum(1));
  }
}
