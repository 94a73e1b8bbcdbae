package org.thalweg.loss.sequence;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
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
 * The loss of the RNN transducer: the negative logarithm of the probability of all ways to emit the
 * labels while going through the frames.
 *
 * <p>Predictions are logits [N, T, U + 1, C]: scores of classes at each frame after each number of
 * labels; their log-softmax is taken here. At a frame, the blank goes on to the next one and a
 * label stays; the last frame ends with a blank. Values are [N], in nats; a sequence without frames
 * costs 0. Frames and labels beyond the lengths of a sequence do not matter. The blank is the last
 * class by default, as in torchaudio. Graves, "Sequence transduction with recurrent neural
 * networks", 2012.
 *
 * @param blank the class that goes on to the next frame; negative numbers count from the last
 */
@Named("rnn-transducer")
@Doc("How unlikely the labels are, over all ways to emit them frame by frame.")
@LossCard(
    family = Family.SEQUENCE,
    formula = "-log(sum_a exp(sum_k log softmax(p_k)_(a_k)))",
    shape = "N T U+1 C; N U, N, N -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    use =
        "Streaming speech recognition: as ctc, where each label may depend on those before it and"
            + " there may be more labels than frames.",
    tasks = {Task.SEQUENCE, Task.AUDIO},
    paper = "Graves 2012, arXiv:1211.3711")
public record RnnTransducer(
    @Default("-1") @Doc("The class that goes on to the next frame.") int blank)
    implements Loss<Tensor, RnnTransducer.Target> {
  /**
   * What the sequences should emit.
   *
   * @param labels the labels [N, U], from the start of each row; the rest is filled with any class
   * @param inputLengths how many of the T frames each sequence has, [N]
   * @param labelLengths how many of the U labels each sequence has, [N]
   */
  public record Target(
      @In(Domain.CLASS_INDEX) Tensor labels,
      @In(value = Domain.LENGTH, of = "T") Tensor inputLengths,
      @In(value = Domain.LENGTH, of = "U") Tensor labelLengths) {}

  /** The steps that leave the nodes of a diagonal, [N, U + 1], as logarithms of probabilities. */
  private record Diagonal(Tensor on, Tensor emit) {}

  @Override
  public void check(Tensor prediction, Target target) {
    Loss.super.check(prediction, target);
    long classes = prediction.dim(3);
    require(
        -classes <= blank && blank < classes,
        "rnn-transducer: the blank %s is not one of the %s classes",
        blank,
        classes);
  }

  @Override
  public Tensor loss(Tensor logits, Target target) {
    Tensor logs = logits.logSoftmax(3);
    Tensor labels = target.labels().unsqueeze(1).unsqueeze(3);
    long last = labels.dim(2);
    Tensor before = logs.slice(2, 0, last);
    Tensor index = labels.broadcastTo(before.shape().with(3, 1));
    Tensor on = Lattices.diagonals(logs.select(3, blank).maximum(Lattices.NEVER));
    Tensor emit = before.takeAlong(index, 3).squeeze(3).maximum(Lattices.NEVER);
    Diagonal steps = new Diagonal(on, Lattices.diagonals(emit.pad(2, 0, 1, Lattices.NEVER)));
    Tensor ways =
        Loops.scan(
                Lattices.origin(on, 0, Lattices.NEVER),
                steps,
                (at, step) ->
                    new Stepped<>(
                        Tensors.logAddExp(
                            at.add(step.on), Lattices.shift(at.add(step.emit), Lattices.NEVER)),
                        at.add(step.on)))
            .output();
    Tensor ends = target.inputLengths().sub(1).add(target.labelLengths());
    Tensor diagonal = Tensors.arange(on.dim(0), ends.dtype()).unsqueeze(1).eq(ends);
    Tensor label = target.labelLengths();
    Tensor node = label.unsqueeze(1).eq(Tensors.arange(last + 1, label.dtype()));
    Tensor ended = diagonal.unsqueeze(2).and(node).and(target.inputLengths().gt(0).unsqueeze(1));
    return where(ended, ways, 0).sum(0, 2).neg();
  }
}
