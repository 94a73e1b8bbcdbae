package org.thalweg.loss.sequence;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The cross-entropy of the class of each place of padded sequences, and what its mean counts alike:
 * places, sequences, or documents.
 *
 * <p>Predictions are logits [N, T, C]; values are [N, T], in nats. A label of -1, or a mask, says
 * that there is nothing at a place. A mean over places is that of PyTorch; means over parts of any
 * sizes, shards and accumulated batches merge exactly, whatever is counted. Where sequences or
 * documents count alike, a value is divided by the number of labels in its own.
 *
 * @param labelSmoothing the share of the target that is spread over all classes, from 0 to 1
 * @param normalizer what a mean counts alike
 */
@Named("sequence-cross-entropy")
@Doc("The cross-entropy of the class of each place of padded sequences.")
@LossCard(
    family = Family.SEQUENCE,
    formula = "log(sum_c exp(p_c)) - p_t",
    shape = "N T C; N T, N T -> N T",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    use =
        "Language models, translation and tagging of padded or packed sequences; count sequences or"
            + " documents alike where long ones should not outweigh short ones.",
    tasks = {Task.SEQUENCE, Task.MULTICLASS},
    paper = "Szegedy et al. 2016, arXiv:1512.00567")
public record SequenceCrossEntropy(
    @Default("0.0") @Doc("The share of the target that is spread over all classes.")
        double labelSmoothing,
    @Default("token") @Doc("What a mean counts alike.") Normalizer normalizer)
    implements Loss<Tensor, SequenceCrossEntropy.Target> {
  /** What a mean counts alike. */
  public enum Normalizer {
    /** Each place that has a label. */
    TOKEN,
    /** Each sequence that has labels, whatever its length. */
    SEQUENCE,
    /** Each document of each sequence, whatever its length. */
    DOCUMENT
  }

  /**
   * The labels.
   *
   * @param labels the class of each place, or -1 if there is none, [N, T]
   * @param documents a number for each place, equal for places of one sequence and one document,
   *     [N, T]; it matters to {@link Normalizer#DOCUMENT} alone
   */
  public record Target(
      @In(Domain.CLASS_INDEX_OR_NONE) Tensor labels, @In(Domain.LABEL) Tensor documents) {
    /** Makes the labels of sequences of one document each. */
    public Target(Tensor labels) {
      this(labels, Tensors.zerosLike(labels));
    }
  }

  /** Requires a share from 0 to 1. */
  public SequenceCrossEntropy {
    require(
        0 <= labelSmoothing && labelSmoothing <= 1,
        "labelSmoothing must lie between 0 and 1, was %s",
        labelSmoothing);
  }

  /** Makes the loss without smoothing, whose mean counts places alike. */
  public SequenceCrossEntropy() {
    this(0, Normalizer.TOKEN);
  }

  @Override
  public Tensor counts(Tensor prediction, Target target) {
    return target.labels.ne(-1);
  }

  @Override
  public @Nullable Tensor shares(Tensor prediction, Target target) {
    Tensor there = target.labels.ge(0);
    Tensor documents = target.documents;
    Tensor count =
        switch (normalizer) {
          case TOKEN -> null;
          case SEQUENCE -> there.sum(1).unsqueeze(1);
          case DOCUMENT ->
              documents.unsqueeze(2).eq(documents.unsqueeze(1)).and(there.unsqueeze(1)).sum(2);
        };
    return count == null
        ? null
        : there.to(prediction.dtype()).div(count.maximum(1).to(prediction.dtype()));
  }

  @Override
  public Tensor loss(Tensor prediction, Target target) {
    Tensor logs = prediction.logSoftmax(2);
    Tensor fit = logs.takeAlong(target.labels.maximum(0).unsqueeze(2), 2).squeeze(2);
    Tensor even = logs.mean(2).mul(labelSmoothing);
    return where(target.labels.ge(0), fit.mul(1 - labelSmoothing).add(even), 0).neg();
  }
}
