package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.concat;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of classes in clusters: {@code -log s_t} for a common class, {@code -log s_k -
 * log u_t} for a class of cluster k, where s is the softmax over the common classes and the
 * clusters, u that over the classes of the cluster.
 *
 * <p>Predictions are any numbers of shape [N, C + K]: logits of the C classes, from common to rare,
 * then those of the K clusters. Classes below the first cutoff are common; from each cutoff to the
 * next, and from the last to C, is a cluster. Targets are class indices of shape [N], which the
 * values have too. Without cutoffs it is {@link CrossEntropy}. Grave et al., "Efficient softmax
 * approximation for GPUs", 2017.
 *
 * @param cutoffs the first class of each cluster, above 0 and ascending
 */
@Named("adaptive-softmax")
@Doc("A cross-entropy of classes of which the rare ones are in clusters, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula =
        "-log(s_t) where t < cutoff, else -log(s_k) - log(u_t), s = softmax(p_head), u = softmax(p_k)",
    shape = "N C; N -> N",
    target = Domain.CLASS_INDEX,
    link = "softmax of clusters",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "= cross-entropy",
    use = "For vocabularies of which few words make up most of the text.",
    tasks = {Task.MULTICLASS, Task.SEQUENCE},
    strengths = {Strength.MANY_CLASSES, Strength.IMBALANCE},
    paper = "Grave et al. 2017, arXiv:1609.04309")
public record AdaptiveSoftmax(
    @Default("") @Doc("The first class of each cluster.") List<Integer> cutoffs)
    implements Loss<Tensor, Tensor> {
  /** Requires cutoffs above 0 that ascend. */
  public AdaptiveSoftmax {
    for (int i = 0; i < cutoffs.size(); i++) {
      int before = i == 0 ? 0 : cutoffs.get(i - 1);
      require(cutoffs.get(i) > before, "cutoffs are above 0 and ascend, was %s", cutoffs);
    }
    cutoffs = List.copyOf(cutoffs);
  }

  @Override
  public void check(Tensor prediction, Tensor target) {
    Loss.super.check(prediction, target);
    require(
        cutoffs.isEmpty() || cutoffs.getLast() < classes(prediction),
        "adaptive-softmax: the prediction is %s, of %s classes without those of clusters; the cutoffs are %s",
        prediction.spec(),
        classes(prediction),
        cutoffs);
  }

  private long classes(Tensor prediction) {
    return prediction.dim(1) - cutoffs.size();
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    long classes = classes(prediction);
    long common = cutoffs.isEmpty() ? classes : cutoffs.getFirst();
    Tensor clusters = prediction.slice(1, classes, prediction.dim(1));
    Tensor head = concat(1, prediction.slice(1, 0, common), clusters).logSoftmax(1);
    List<Tensor> logs = new ArrayList<>(List.of(head.slice(1, 0, common)));
    for (int k = 0; k < cutoffs.size(); k++) {
      long end = k + 1 < cutoffs.size() ? cutoffs.get(k + 1) : classes;
      Tensor within = prediction.slice(1, cutoffs.get(k), end).logSoftmax(1);
      logs.add(within.add(head.slice(1, common + k, common + k + 1)));
    }
    Tensor label =
        target.guard(
            target.lt((double) classes),
            "adaptive-softmax: the target {value} at {at} is not from 0 to " + (classes - 1),
            target);
    return Classes.ofTarget(concat(1, logs), label).neg();
  }
}
