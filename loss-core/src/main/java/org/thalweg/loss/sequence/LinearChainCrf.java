package org.thalweg.loss.sequence;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
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
 * The negative log-likelihood of labels under a linear-chain conditional random field: {@code log Z
 * - score(labels)}, where Z sums {@code exp(score)} over all sequences of labels.
 *
 * <p>The score of a sequence adds the emissions of its labels, the transitions between them, and
 * the start and end of its first and last one. Values are [N], in nats; a sequence of length 0
 * costs 0. Emissions and labels beyond the length of a sequence do not matter. The four parts of
 * the prediction are learned. Lafferty et al., "Conditional random fields", 2001.
 */
@Named("linear-chain-crf")
@Doc("How unlikely a sequence of labels is among all, given scores of labels and transitions.")
@LossCard(
    family = Family.SEQUENCE,
    formula = "log(sum_s exp(score(s))) - score(t)",
    shape = "N T C, C C, C, C; N T, N -> N",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    use = "Labels of tokens that constrain each other, such as the parts of names in text.",
    tasks = {Task.SEQUENCE},
    paper = "Lafferty et al. 2001")
public record LinearChainCrf() implements Loss<LinearChainCrf.Scores, LinearChainCrf.Target> {
  /**
   * Scores, any finite numbers.
   *
   * @param emissions of each label at each place, [N, T, C]
   * @param transitions from each label (row) to the next (column), [C, C]
   * @param start of each label in the first place, [C]
   * @param end of each label in the last place, [C]
   */
  public record Scores(Tensor emissions, Tensor transitions, Tensor start, Tensor end) {}

  /**
   * The labels.
   *
   * @param labels the labels [N, T], from the start of each row; the rest is filled with any class
   * @param lengths how many of the T places each sequence has, [N]
   */
  public record Target(
      @In(Domain.CLASS_INDEX) Tensor labels, @In(value = Domain.LENGTH, of = "T") Tensor lengths) {}

  /** A place: emissions [N, C], and which sequences have it, [N, 1]. */
  private record Place(Tensor emissions, Tensor within) {}

  @Override
  public Tensor loss(Scores scores, Target target) {
    Tensor lengths = target.lengths();
    long places = scores.emissions.dim(1);
    Tensor within = lengths.unsqueeze(1).gt(Tensors.arange(places, lengths.dtype()));
    return where(lengths.eq(0), 0, all(scores, within).sub(score(scores, target, within)));
  }

  /** Returns log Z of each sequence. */
  private static Tensor all(Scores scores, Tensor within) {
    Tensor emissions = scores.emissions.permute(1, 0, 2);
    Tensor first = emissions.select(0, 0).add(scores.start);
    long places = emissions.dim(0);
    Place next =
        new Place(emissions.slice(0, 1, places), within.t().slice(0, 1, places).unsqueeze(2));
    Tensor last =
        Loops.scan(
                first,
                next,
                (before, place) -> {
                  Tensor sum = before.unsqueeze(2).add(scores.transitions).logSumExp(1);
                  Tensor after = sum.add(place.emissions);
                  return new Stepped<>(where(place.within, after, before), new None());
                })
            .state();
    return last.add(scores.end).logSumExp(1);
  }

  /** Returns the score of the labels of each sequence. */
  private static Tensor score(Scores scores, Target target, Tensor within) {
    Tensor labels = target.labels();
    long places = labels.dim(1);
    Tensor from = labels.slice(1, 0, places - 1);
    Tensor to = labels.slice(1, 1, places);
    Tensor emitted = scores.emissions.takeAlong(labels.unsqueeze(2), 2).squeeze(2);
    Tensor passed =
        scores.transitions.flatten(0).take(from.mul((double) scores.end.dim(0)).add(to), 0);
    Tensor ends = within.slice(1, 1, places).pad(1, 0, 1, 0).not().and(within);
    return where(within, emitted, 0)
        .sum(1)
        .add(where(within.slice(1, 1, places), passed, 0).sum(1))
        .add(scores.start.take(labels.select(1, 0), 0))
        .add(where(ends, scores.end.take(labels, 0), 0).sum(1));
  }
}
