package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.function.Loops;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The last linear layer of a network and {@link CrossEntropy} in one: {@code log sum_c exp(z_c) -
 * z_t} with {@code z = W h + b}.
 *
 * <p>The logits of all examples are never in memory at once: examples are taken in turns, whose
 * logits take no more than {@code maxBytes}. Where the gradient of a turn's values is known before
 * them, as it is for sums and means, a turn yields both from logits that are computed once; else
 * the gradient computes them again. Predictions are the features h of shape [N, D], the weights W
 * of shape [C, D] and the biases b of shape [C]; targets are class indices [N], values are [N]. Hsu
 * et al., "Liger kernel: efficient Triton kernels for LLM training", 2024.
 *
 * @param labelSmoothing the share of the target that is spread over all classes, from 0 to 1
 * @param maxBytes the most memory that logits take at a time, at least those of one example
 */
@Named("linear-cross-entropy")
@Doc("A last linear layer and the cross-entropy of very many classes, in little memory.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "log(sum_c exp(z_c)) - z_t",
    target = Domain.CLASS_INDEX,
    shape = "N D, C D, C; N -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    reach = 1e6,
    use =
        "Language models and recommenders: vocabularies and catalogues of tens of thousands, where"
            + " the logits would take more memory than the model.",
    tasks = {Task.MULTICLASS, Task.SEQUENCE},
    strengths = Strength.MANY_CLASSES,
    paper = "Hsu et al. 2024, arXiv:2410.10989")
public record LinearCrossEntropy(
    @Default("0.0") @Doc("The share of the target that is spread over all classes.")
        double labelSmoothing,
    @Default("67108864") @Doc("The most bytes that logits take at a time.") long maxBytes)
    implements Loss<LinearCrossEntropy.Head, Tensor> {
  /** Requires a share from 0 to 1 and room for something. */
  public LinearCrossEntropy {
    require(
        0 <= labelSmoothing && labelSmoothing <= 1,
        "labelSmoothing must lie between 0 and 1, was %s",
        labelSmoothing);
    require(maxBytes > 0, "maxBytes must be positive, was %s", maxBytes);
  }

  /** Makes the loss without smoothing, whose logits take up to 64 MiB. */
  public LinearCrossEntropy() {
    this(0, 1 << 26);
  }

  /**
   * A linear layer and its input.
   *
   * @param hidden the features, [N, D]
   * @param weight the weights, [C, D]
   * @param bias the biases, [C]
   */
  public record Head(Tensor hidden, Tensor weight, Tensor bias) {}

  /** Some examples. */
  private record Turn(Tensor hidden, Tensor target) {}

  @Override
  public Tensor loss(Head head, Tensor target) {
    long rows = head.hidden().dim(0);
    long bytesOfRow = head.hidden().dtype().bytes() * head.weight().dim(0);
    long most = Math.max(1, maxBytes / Math.max(1, bytesOfRow));
    if (rows <= most) {
      return ofTurn(head, new Turn(head.hidden(), target));
    }
    long height = height(rows, most);
    long turns = (rows + height - 1) / height;
    long missing = turns * height - rows;
    Turn all =
        new Turn(
            head.hidden().pad(0, 0, missing, 0).reshape(turns, height, head.hidden().dim(1)),
            target.pad(0, 0, missing, 0).reshape(turns, height));
    Tensor values = Loops.map(all, turn -> ofTurn(head, turn));
    return values.reshape(turns * height).slice(0, 0, rows);
  }

  private Tensor ofTurn(Head head, Turn turn) {
    Tensor logits = turn.hidden().matmul(head.weight().t()).add(head.bias());
    return new CrossEntropy(labelSmoothing).loss(logits, turn.target());
  }

  /** Returns how many examples a turn takes: a divisor of their number if one is near the most. */
  private static long height(long rows, long most) {
    for (long height = most; height > most / 2; height--) {
      if (rows % height == 0) {
        return height;
      }
    }
    return most;
  }
}
