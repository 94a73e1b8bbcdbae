package org.thalweg.loss.composite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.WeightedSum;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * What each term of a sum of losses amounts to, computed in one pass.
 *
 * @param names what the terms are called; a number is added where two have one name
 * @param values the value of each term, before its factor, shape [K]
 * @param factors what each term is multiplied by, shape [K]
 * @param gradientNorms the norm of the gradient of each term, before its factor, shape [K]
 * @param total the value of the sum, a scalar
 */
public record TermReport(
    List<String> names, Tensor values, Tensor factors, Tensor gradientNorms, Tensor total) {
  /**
   * A report and the gradient of the sum.
   *
   * @param report the report
   * @param gradient the gradient, a tree of the parameters' structure
   * @param <P> the parameters
   */
  public record WithGradient<P>(TermReport report, P gradient) {}

  /**
   * Returns the report of a batch, and the gradient of the sum.
   *
   * @param loss the sum
   * @param model gives the prediction; the identity for gradients by the prediction itself
   * @param parameters what gradients are taken by, a tree of floats
   * @param target what the model should give
   * @param weighting how much each value counts
   * @param reduction how values become one; not {@link Reduction#NONE}
   */
  public static <Q, P, T> WithGradient<Q> of(
      WeightedSum<P, T> loss,
      Function<Q, P> model,
      Q parameters,
      T target,
      Weighting weighting,
      Reduction reduction) {
    List<WeightedSum.Term<P, T>> terms = loss.terms();
    TaskGradients<Q> tasks =
        TaskGradients.of(
            (Q q) -> {
              P prediction = model.apply(q);
              return Tensors.stack(
                  0,
                  terms.stream()
                      .map(term ->
                          Losses.reduce(
                              term.loss(),
                              prediction,
                              target,
                              weighting,
                              reduction,
                              EmptyPolicy.ZERO))
                      .toArray(Tensor[]::new));
            },
            parameters);
    double[] given = terms.stream().mapToDouble(WeightedSum.Term::factor).toArray();
    Tensor factors = Tensor.of(given).to(tasks.losses().dtype());
    TermReport report =
        new TermReport(
            names(terms),
            tasks.losses(),
            factors,
            tasks.norms(),
            tasks.losses().mul(factors).sum());
    return new WithGradient<>(report, tasks.combine(factors));
  }

  private static <P, T> List<String> names(List<WeightedSum.Term<P, T>> terms) {
    List<String> names = new ArrayList<>();
    for (WeightedSum.Term<P, T> term : terms) {
      String name = term.name();
      for (int i = 2; names.contains(name); i++) {
        name = term.name() + "-" + i;
      }
      names.add(name);
    }
    return List.copyOf(names);
  }
}
