package org.thalweg.nn.train;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.data.Spec;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.model.Network;

/** Tells whether a minimizer can make a loss of a network small. */
public final class MinimizerCheck {
  private MinimizerCheck() {}

  /** Returns why a minimizer does not suit a loss, if it does not. */
  public static Optional<String> problem(Minimizer<?> minimizer, Loss<Tensor, Tensor> loss) {
    OptimizerCard card = minimizer.getClass().getAnnotation(OptimizerCard.class);
    boolean squares = card != null && List.of(card.needs()).contains(OptimizerCard.Need.RESIDUALS);
    return squares && Squares.of(loss).isEmpty()
        ? Optional.of(
            "%s takes a sum of squares, and the loss is %s; take the loss mse or half-squared-error, or a minimizer such as lbfgs"
                .formatted(Method.name(minimizer), Losses.name(loss)))
        : Optional.empty();
  }

  /** Returns why a network is no function of its parameters alone, if it is not. */
  public static Optional<String> problem(Network network, Spec input) {
    if (network.isRandom(input)) {
      return Optional.of(
          "a minimizer takes a function of the parameters alone, and layers such as dropout draw random numbers; leave them out, or take an optimizer");
    }
    List<String> states = List.copyOf(network.draw(input, 0).states().names());
    return states.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "a minimizer takes a function of the parameters alone, and layers keep the states %s; leave them out, or take an optimizer"
                .formatted(states));
  }
}
