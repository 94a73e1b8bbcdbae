package org.thalweg.loss.multiclass;

import static org.thalweg.api.tensor.Tensors.concat;
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
import org.thalweg.api.tensor.Tensors;

/**
 * The cross-entropy of the true class among a sample of classes, on logits less the logarithm of
 * how often the sample is expected to hold the class.
 *
 * <p>With {@code z = p - log rate}: {@code log(exp(z_own) + sum_s exp(z_s)) - z_own}, so it is the
 * full cross-entropy on average, nearly. Sampled classes that are the true one are left out if so
 * set. Values are [N]. Jean et al., "On using very large target vocabulary for neural machine
 * translation", 2015.
 *
 * @param removeAccidentalHits whether sampled classes that are the true one are left out
 */
@Named("sampled-softmax")
@Doc("A cross-entropy of the class among a sample of classes, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "log(exp(z_t) + sum_s exp(z_s)) - z_t, z = p - log(rate)",
    shape = "N, N S; N, S, N, S -> N",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "To train over more classes than there is time for; evaluate with cross-entropy over all.",
    tasks = {Task.MULTICLASS, Task.SEQUENCE, Task.EMBEDDING},
    strengths = Strength.MANY_CLASSES,
    paper = "Jean et al. 2015, arXiv:1412.2007")
public record SampledSoftmax(
    @Default("true") @Doc("Whether sampled classes that are the true one are left out.")
        boolean removeAccidentalHits)
    implements Loss<Sampled, Sample> {
  @Override
  public Tensor loss(Sampled prediction, Sample target) {
    Tensor own = prediction.own().sub(target.ownRate().log()).unsqueeze(1);
    Tensor ahead = prediction.others().sub(target.sampledRate().log()).sub(own);
    Tensor hit = target.classes().unsqueeze(1).eq(target.sampled());
    Tensor rivals = removeAccidentalHits ? where(hit, Double.NEGATIVE_INFINITY, ahead) : ahead;
    return concat(1, rivals, Tensors.zerosLike(own)).logSumExp(1);
  }
}
