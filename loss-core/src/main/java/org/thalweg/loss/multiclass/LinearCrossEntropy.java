package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The last linear layer of a network and {@link CrossEntropy} in one: {@code log sum_c exp(z_c) -
 * z_t} with {@code z = W h + b}.
 *
 * <p>The logits of all classes are never in memory at once: classes are taken in turns, whose
 * logits take no more than {@code maxBytes}, and the gradient computes each turn's logits again. So
 * memory grows with the weights, not with rows times classes. Predictions are the features h of
 * shape [N, D], the weights W of shape [C, D] and the biases b of shape [C]; targets are class
 * indices [N], values are [N]. Milakov and Gimelshein, "Online normalizer calculation for softmax",
 * 2018.
 *
 * @param labelSmoothing the share of the target that is spread over all classes, from 0 to 1
 * @param maxBytes the most memory that logits take at a time, at least those of one class
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
    paper = "Milakov and Gimelshein 2018, arXiv:1805.02867")
public record LinearCrossEntropy(
    @Default("0.0") @Doc("The share of the target that is spread over all classes.")
        double labelSmoothing,
    @Default("16777216") @Doc("The most bytes that logits take at a time.") long maxBytes)
    implements Loss<LinearCrossEntropy.Head, Tensor> {
  private static final double LOW = -1e30; // below any logit, and finite

  /** Requires a share from 0 to 1 and room for something. */
  public LinearCrossEntropy {
    require(
        0 <= labelSmoothing && labelSmoothing <= 1,
        "labelSmoothing must lie between 0 and 1, was %s",
        labelSmoothing);
    require(maxBytes > 0, "maxBytes must be positive, was %s", maxBytes);
  }

  /** Makes the loss without smoothing, whose logits take up to 16 MiB. */
  public LinearCrossEntropy() {
    this(0, 1 << 24);
  }

  /**
   * A linear layer and its input.
   *
   * @param hidden the features, [N, D]
   * @param weight the weights, [C, D]
   * @param bias the biases, [C]
   */
  public record Head(Tensor hidden, Tensor weight, Tensor bias) {}

  /** What is known of the logits so far: four numbers a row. */
  private record Running(Tensor top, Tensor sum, Tensor ofLabel, Tensor total) {}

  /** Some classes. */
  private record Turn(Tensor weight, Tensor bias, Tensor first) {}

  @Override
  public Tensor loss(Head head, Tensor target) {
    long classes = head.weight().dim(0);
    DType dtype = head.hidden().dtype();
    long width = width(classes, maxBytes / Math.max(1, dtype.bytes() * head.hidden().dim(0)));
    long turns = (classes + width - 1) / width;
    Tensor weight = head.weight().pad(0, 0, turns * width - classes, 0);
    Tensor bias = head.bias().pad(0, 0, turns * width - classes, LOW);
    Tensor start = Tensor.full(Shape.of(head.hidden().dim(0)), dtype, 0);
    Running end =
        Loops.scan(
                new Running(start.add(LOW), start, start, start),
                new Turn(
                    weight.reshape(turns, width, weight.dim(1)),
                    bias.reshape(turns, width),
                    Tensors.arange(turns, target.dtype()).mul((double) width)),
                (running, turn) ->
                    new Stepped<>(
                        next(running, turn, head.hidden(), target, classes), running.top()))
            .state();
    Tensor smooth = end.total().mul(labelSmoothing / classes);
    return end.top().add(end.sum().log()).sub(end.ofLabel().mul(1 - labelSmoothing)).sub(smooth);
  }

  private Running next(Running running, Turn turn, Tensor hidden, Tensor target, long classes) {
    Tensor logits = hidden.matmul(turn.weight().t()).add(turn.bias());
    Tensor top = running.top().maximum(logits.max(1)).stopGradient();
    Tensor sum = logits.sub(top.unsqueeze(1)).exp().sum(1);
    Tensor number = Tensors.arange(logits.dim(1), target.dtype()).add(turn.first());
    Tensor isLabel = target.unsqueeze(1).eq(number);
    Tensor total =
        labelSmoothing == 0
            ? running.total()
            : running.total().add(where(number.lt((double) classes), logits, 0).sum(1));
    return new Running(
        top,
        running.sum().mul(running.top().sub(top).exp()).add(sum),
        running.ofLabel().add(where(isLabel, logits, 0).sum(1)),
        total);
  }

  /** Returns how many classes a turn takes: a divisor of their number if one is near the most. */
  private static long width(long classes, long most) {
    long widest = Math.clamp(most, 1, classes);
    for (long width = widest; width > widest / 2; width--) {
      if (classes % width == 0) {
        return width;
      }
    }
    return widest;
  }
}
