package org.thalweg.optim.transform;

import java.util.function.BiPredicate;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * One transform for some parameters, another for the rest.
 *
 * @param chosen which parameters the first transform takes, by name and shape
 * @param first the transform of those
 * @param second the transform of the others
 * @param <A> the type of the first state
 * @param <B> the type of the second state
 */
public record Split<A, B>(
    BiPredicate<String, Tensor> chosen, GradientTransform<A> first, GradientTransform<B> second)
    implements GradientTransform<Split.State<A, B>> {
  /**
   * The states of both.
   *
   * @param first of the chosen parameters
   * @param second of the others
   */
  public record State<A, B>(A first, B second) {}

  @Override
  public State<A, B> init(Parameters parameters) {
    return new State<>(
        first.init(part(parameters, true).of(parameters)),
        second.init(part(parameters, false).of(parameters)));
  }

  @Override
  public Updates<State<A, B>> update(Parameters gradients, State<A, B> state, Context context) {
    Part mine = part(context.parameters(), true);
    Part rest = part(context.parameters(), false);
    Updates<A> one = first.update(mine.of(gradients), state.first, mine.of(context));
    Updates<B> other = second.update(rest.of(gradients), state.second, rest.of(context));
    return new Updates<>(
        merged(gradients, one.updates(), other.updates()), new State<>(one.state(), other.state()));
  }

  @Override
  public Parameters evaluationWeights(State<A, B> state, Parameters parameters) {
    return merged(
        parameters,
        first.evaluationWeights(state.first, part(parameters, true).of(parameters)),
        second.evaluationWeights(state.second, part(parameters, false).of(parameters)));
  }

  /** Returns the parameters that are chosen, or those that are not. */
  private Part part(Parameters parameters, boolean wanted) {
    return new Part(
        parameters.names().stream()
            .filter(name -> chosen.test(name, parameters.get(name)) == wanted)
            .toList());
  }

  private static Parameters merged(Parameters order, Parameters part, Parameters rest) {
    return Part.replaced(Part.replaced(order, part), rest);
  }
}
