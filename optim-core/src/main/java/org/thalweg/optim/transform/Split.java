package org.thalweg.optim.transform;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Examples;
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
        first.init(part(parameters, parameters, true)),
        second.init(part(parameters, parameters, false)));
  }

  @Override
  public Updates<State<A, B>> update(Parameters gradients, State<A, B> state, Context context) {
    Parameters all = context.parameters();
    Updates<A> chosenUpdates =
        first.update(part(gradients, all, true), state.first, context(context, true));
    Updates<B> otherUpdates =
        second.update(part(gradients, all, false), state.second, context(context, false));
    return new Updates<>(
        merge(gradients, chosenUpdates.updates(), otherUpdates.updates()),
        new State<>(chosenUpdates.state(), otherUpdates.state()));
  }

  @Override
  public Parameters evaluationWeights(State<A, B> state, Parameters parameters) {
    return merge(
        parameters,
        first.evaluationWeights(state.first, part(parameters, parameters, true)),
        second.evaluationWeights(state.second, part(parameters, parameters, false)));
  }

  /** Returns the context as a transform of some parameters sees it. */
  private Context context(Context context, boolean wanted) {
    Parameters all = context.parameters();
    return new Context(
        part(all, all, wanted),
        context.step(),
        context.loss(),
        own -> context.objective().apply(merge(all, own, all)),
        examples(context, wanted));
  }

  /** Returns the examples as a transform of some parameters sees them. */
  private Examples examples(Context context, boolean wanted) {
    Parameters all = context.parameters();
    return new Examples() {
      @Override
      public long count() {
        return context.examples().count();
      }

      @Override
      public Parameters sum(Parameters parameters, UnaryOperator<Parameters> change) {
        Parameters sum =
            context
                .examples()
                .sum(
                    merge(all, parameters, all),
                    whole -> merge(all, change.apply(part(whole, all, wanted)), whole));
        return part(sum, all, wanted);
      }
    };
  }

  /** Returns the tensors whose parameters are chosen, or are not. */
  private Parameters part(Parameters tensors, Parameters parameters, boolean wanted) {
    SequencedMap<String, Tensor> part = new LinkedHashMap<>();
    tensors
        .tensors()
        .forEach((name, tensor) -> {
          if (chosen.test(name, parameters.get(name)) == wanted) {
            part.put(name, tensor);
          }
        });
    return new Parameters(part);
  }

  /** Returns tensors in the order of some others, of two parts; the first goes before. */
  private static Parameters merge(Parameters order, Parameters part, Parameters rest) {
    return order.map(
        (name, _) -> part.tensors().containsKey(name) ? part.get(name) : rest.get(name));
  }
}
