package org.thalweg.loss.sequence;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Connectionist temporal classification: the negative logarithm of the probability of all paths
 * that read as the labels once repeats are merged and blanks dropped.
 *
 * <p>Predictions are logits [T, N, C]: a score for each frame, sequence and class; their
 * log-softmax is taken here. Values are [N], in nats. As PyTorch's {@code ctc_loss} on {@code
 * log_softmax}, but a mean is the plain mean of the values, where PyTorch first divides each by its
 * number of labels. No path fits a sequence that is too short for its labels and the blanks between
 * equal ones: its value is infinite, or 0 if so set, and its gradient 0 in either case. Labels
 * beyond the length of a sequence, and frames beyond its length, do not matter. Graves et al.,
 * "Connectionist temporal classification", 2006.
 *
 * @param blank the class that stands for no label, from 0 to C - 1
 * @param zeroInfinity whether a sequence that no path fits costs 0 rather than infinity
 */
@Named("ctc")
@Doc("How unlikely the labels are, over all their alignments to the frames.")
@LossCard(
    family = Family.SEQUENCE,
    formula = "-log(sum_a exp(sum_k log softmax(p_k)_(a_k)))",
    shape = "T N C; N S, N, N -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    use =
        "Speech and handwriting: the order of the labels is known, their place in time is not, and"
            + " there are fewer labels than frames.",
    tasks = {Task.SEQUENCE, Task.AUDIO},
    paper = "Graves et al. 2006, doi:10.1145/1143844.1143891")
public record Ctc(
    @Default("0") @Doc("The class that stands for no label.") int blank,
    @Default("false") @Doc("Whether a sequence that no path fits costs 0, not infinity.")
        boolean zeroInfinity)
    implements Loss<Tensor, Ctc.Target> {
  /** Stands for the logarithm of 0, so that no difference of two is NaN. */
  static final double NEVER = -1e30;

  /**
   * What the sequences should read as.
   *
   * @param labels the labels [N, S], from the start of each row; the rest is filled with any class
   * @param inputLengths how many of the T frames each sequence has, [N]
   * @param labelLengths how many of the S labels each sequence has, [N]
   */
  public record Target(
      @In(Domain.CLASS_INDEX) Tensor labels,
      @In(value = Domain.LENGTH, of = "T") Tensor inputLengths,
      @In(value = Domain.LENGTH, of = "S") Tensor labelLengths) {}

  /**
   * A frame: the logarithms of probabilities of states [N, L], and which sequences have it, [N, 1].
   */
  private record Frame(Tensor logs, Tensor within) {}

  /** Requires a class for the blank. */
  public Ctc {
    require(blank >= 0, "blank must be 0 or more, was %s", blank);
  }

  /** Makes the loss with class 0 as the blank. */
  public Ctc() {
    this(0, false);
  }

  @Override
  public void check(Tensor prediction, Target target) {
    Loss.super.check(prediction, target);
    require(
        blank < prediction.dim(2),
        "ctc: the blank %s is not one of the %s classes",
        blank,
        prediction.dim(2));
  }

  @Override
  public Target adapt(Tensor prediction, Target target) {
    Tensor labels = target.labels;
    Tensor lengths = target.labelLengths;
    Tensor beyond = Tensors.arange(labels.dim(1), lengths.dtype()).ge(lengths.unsqueeze(1));
    String message = "ctc: the label {value} at {at} is the blank";
    Tensor known = labels.guard(labels.ne(blank).or(beyond), message, labels);
    return new Target(known, target.inputLengths, lengths);
  }

  @Override
  public Tensor loss(Tensor logits, Target target) {
    long frames = logits.dim(0);
    Tensor labels = target.labels();
    Tensor states = states(labels);
    long count = states.dim(1);
    Tensor skips = skips(labels);
    Tensor index = states.unsqueeze(0).broadcastTo(Shape.of(frames).concat(states.shape()));
    Tensor logs = logits.logSoftmax(2).takeAlong(index, 2).maximum(NEVER);
    Tensor lengths = target.inputLengths();
    Tensor within = Tensors.arange(frames, lengths.dtype()).unsqueeze(1).lt(lengths);
    Tensor state = Tensors.arange(count, lengths.dtype());
    // a state of its own before the first frame, from which the first two follow
    Tensor start =
        where(state.eq(0), Tensor.scalar(0, logits.dtype()), NEVER).broadcastTo(states.shape());
    Tensor end =
        Loops.scan(
                start,
                new Frame(logs, within.unsqueeze(2)),
                (before, frame) ->
                    new Stepped<>(
                        where(frame.within, step(before, skips, frame.logs), before), new None()))
            .state();
    Tensor last = target.labelLengths().mul(2).unsqueeze(1);
    Tensor ends = state.le(last).and(state.ge(last.sub(1)));
    return negative(where(ends, end, NEVER).logSumExp(1));
  }

  private Tensor step(Tensor before, Tensor skips, Tensor logs) {
    Tensor one = before.pad(1, 1, 0, NEVER).slice(1, 0, before.dim(1));
    Tensor two = where(skips, before.pad(1, 2, 0, NEVER).slice(1, 0, before.dim(1)), NEVER);
    Tensor top = before.maximum(one).maximum(two).stopGradient();
    Tensor sum = before.sub(top).exp().add(one.sub(top).exp()).add(two.sub(top).exp());
    return sum.log().add(top).add(logs);
  }

  /** Returns the labels with blanks before, between and after them, [N, 2 S + 1]. */
  private Tensor states(Tensor labels) {
    Tensor blanks = Tensors.fullLike(labels, blank);
    Tensor pairs = Tensors.stack(2, blanks, labels).flatten(1);
    return pairs.pad(1, 0, 1, blank);
  }

  /** Returns to which states a path may come past a blank: to labels that differ from the last. */
  private static Tensor skips(Tensor labels) {
    Tensor differs = labels.ne(labels.pad(1, 1, 0, -1).slice(1, 0, labels.dim(1)));
    return Tensors.stack(2, differs.and(differs.not()), differs).flatten(1).pad(1, 0, 1, 0);
  }

  private Tensor negative(Tensor log) {
    Tensor never = log.lt(NEVER / 2);
    return where(never, zeroInfinity ? 0 : Double.POSITIVE_INFINITY, log.neg());
  }
}
