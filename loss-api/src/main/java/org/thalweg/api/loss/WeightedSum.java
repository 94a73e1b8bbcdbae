package org.thalweg.api.loss;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * A sum of losses of one prediction and target, each with a factor. Their unreduced values have one
 * shape.
 *
 * @param terms the losses and their factors
 */
public record WeightedSum<P, T>(List<Term<P, T>> terms) implements Loss<P, T> {
  /** Copies the list. */
  public WeightedSum {
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
  public Tensor loss(P prediction, T target) {
    List<Tensor> values = new ArrayList<>();
    for (Term<P, T> term : terms) {
      Tensor value = Losses.values(term.loss, prediction, target, Weighting.none());
      if (!values.isEmpty() && !value.shape().equals(values.getFirst().shape())) {
        throw new ThalwegException(
            "'%s' gives values of shape %s, '%s' of shape %s; their sum has no meaning"
                .formatted(
                    terms.getFirst().name(),
                    values.getFirst().shape(),
                    term.name(),
                    value.shape()));
      }
      values.add(value.mul(term.factor));
    }
    return Tensors.sum(values.stream());
  }
}
