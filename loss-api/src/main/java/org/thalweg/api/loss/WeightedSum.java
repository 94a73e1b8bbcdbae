package org.thalweg.api.loss;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.thalweg.api.tensor.Tensor;

/**
 * A sum of losses of one prediction and target, each with a factor. Their unreduced values have one
 * shape.
 *
 * @param terms the losses and their factors
 */
public record WeightedSum<P, T>(List<Term<P, T>> terms) implements Loss<P, T> {
  /** Copies the list, which is not empty. */
  public WeightedSum {
    require(!terms.isEmpty(), "a sum of losses has at least one");
    terms = List.copyOf(terms);
  }

  /**
   * One loss of a sum.
   *
   * @param loss the loss
   * @param factor what it is multiplied by
   */
  public record Term<P, T>(Loss<P, T> loss, double factor) {
    /** Returns what reports call it. */
    public String name() {
      return Losses.name(loss);
    }
  }

  static <P, T> WeightedSum<P, T> of(Loss<P, T> loss) {
    return loss instanceof WeightedSum<P, T> sum
        ? sum
        : new WeightedSum<>(List.of(new Term<>(loss, 1)));
  }

  WeightedSum<P, T> times(double factor) {
    return new WeightedSum<>(
        terms.stream().map(term -> new Term<>(term.loss, term.factor * factor)).toList());
  }

  WeightedSum<P, T> plus(WeightedSum<P, T> other) {
    List<Term<P, T>> all = new ArrayList<>(terms);
    all.addAll(other.terms);
    return new WeightedSum<>(all);
  }

  @Override
  public void check(P prediction, T target) {
    terms.forEach(term -> term.loss.check(prediction, target));
  }

  @Override
  public Optional<Signature> signature() {
    return terms.getFirst().loss.signature();
  }

  @Override
  public Tensor loss(P prediction, T target) {
    return values(prediction, target, Weighting.none());
  }

  /** Returns the sum of the values of the terms, each of which has its own neutral inputs. */
  Tensor values(P prediction, T target, Weighting normal) {
    return total(loss -> Unreduced.of(loss, prediction, target, normal).values());
  }

  /** Returns the sum of something of each loss, times its factor. */
  Tensor total(Function<Loss<P, T>, Tensor> value) {
    Term<P, T> first = terms.getFirst();
    Tensor total = value.apply(first.loss).mul(first.factor);
    for (Term<P, T> term : terms.subList(1, terms.size())) {
      Tensor part = value.apply(term.loss).mul(term.factor);
      require(
          part.shape().equals(total.shape()),
          "'%s' gives values of shape %s, '%s' of shape %s; their sum has no meaning",
          first.name(),
          total.shape(),
          term.name(),
          part.shape());
      total = total.add(part);
    }
    return total;
  }

  /** Requires that the mean of the sum is the sum of the means. */
  void requireSummable(P prediction, T target) {
    Tensor mean = Tensor.scalar(1);
    for (Term<P, T> term : terms) {
      require(
          term.loss.finish(mean) == mean,
          "'%s' is a function of its mean, so a sum with it does not merge; merge its terms apart",
          term.name());
      require(
          term.loss.counts(prediction, target) == null
              && term.loss.shares(prediction, target) == null,
          "'%s' chooses which values count, so a sum with it does not merge; merge its terms apart",
          term.name());
    }
  }
}
