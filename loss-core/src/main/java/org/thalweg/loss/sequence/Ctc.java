package org.thalweg.loss.sequence;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.logAddExp;
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
   * The logarithms of the probabilities of all beginnings of paths that end in a state: the blanks
   * before, between and after the labels [N, S + 1], and the labels [N, S].
   */
  private record States(Tensor blanks, Tensor labels) {}

  /**
   * Logarithms of a frame's blank [N, 1] and labels [N, S], and which sequences have it, [N, 1].
   */
  private record Frame(Tensor blank, Tensor labels, Tensor within) {}

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
    Tensor labels = target.labels();
    Tensor lengths = target.inputLengths();
    long frames = logits.dim(0);
    Tensor index = labels.unsqueeze(0).broadcastTo(Shape.of(frames).concat(labels.shape()));
    Tensor logs = logits.logSoftmax(2).maximum(NEVER);
    Tensor within = Tensors.arange(frames, lengths.dtype()).unsqueeze(1).lt(lengths);
    Frame all =
        new Frame(logs.slice(2, blank, blank + 1), logs.takeAlong(index, 2), within.unsqueeze(2));
    Tensor skips = labels.ne(labels.pad(1, 1, 0, -1).slice(1, 0, labels.dim(1)));
    States end =
        Loops.scan(
                start(labels.shape(), logits.dtype()),
                all,
                (before, frame) -> new Stepped<>(next(before, frame, skips), new None()))
            .state();
    Tensor count = target.labelLengths();
    Tensor log = logAddExp(at(end.blanks, count), at(end.labels, count.sub(1)));
    Tensor never = log.lt(NEVER / 2);
    return where(never, zeroInfinity ? 0 : Double.POSITIVE_INFINITY, log.neg());
  }

  /** Returns the states before the first frame: a path can only be at the first blank. */
  private static States start(Shape labels, DType dtype) {
    Tensor never = Tensor.full(labels, dtype, NEVER);
    return new States(never.pad(1, 1, 0, 0), never);
  }

  /** Returns the states after a frame; {@code skips} says which labels differ from the last. */
  private static States next(States before, Frame frame, Tensor skips) {
    long count = before.labels.dim(1);
    Tensor last = before.labels.pad(1, 1, 0, NEVER);
    Tensor skipped = where(skips, last.slice(1, 0, count), NEVER);
    Tensor blanks = logAddExp(before.blanks, last).add(frame.blank);
    Tensor labels = sum(before.labels, before.blanks.slice(1, 0, count), skipped).add(frame.labels);
    return new States(
        where(frame.within, blanks, before.blanks), where(frame.within, labels, before.labels));
  }

  /** Returns the logarithm of the sum of three exponentials. */
  private static Tensor sum(Tensor a, Tensor b, Tensor c) {
    Tensor top = a.maximum(b).maximum(c).stopGradient();
    Tensor sum = a.sub(top).exp().add(b.sub(top).exp()).add(c.sub(top).exp());
    return sum.log().add(top);
  }

  /** Returns one state of each sequence; one that there is not is never reached. */
  private static Tensor at(Tensor states, Tensor index) {
    Tensor number = Tensors.arange(states.dim(1), index.dtype());
    Tensor one = number.eq(index.unsqueeze(1));
    return where(index.lt(0), NEVER, where(one, states, 0).sum(1));
  }
}
