package org.thalweg.nn.layer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.nn.Layer;
import org.thalweg.nn.activation.HardSigmoid;
import org.thalweg.nn.activation.LogSoftmax;
import org.thalweg.nn.activation.Sigmoid;
import org.thalweg.nn.activation.Softmax;

/**
 * Whether a network ends in what its loss takes. A sigmoid before a loss on logits, or none before
 * a loss on probabilities, trains badly and says nothing.
 */
public final class OutputCheck {
  /** Links of losses on logits: they apply the function themselves. */
  private static final Set<String> LOGIT_LINKS = Set.of("sigmoid", "logistic", "softmax");

  private OutputCheck() {}

  /** Returns what is wrong and its cure; empty if nothing is, or the last layer is not known. */
  public static Optional<String> problem(Layer model, Loss<?, ?> loss) {
    Optional<Activation> last = last(model);
    Optional<LossCard> card = Losses.card(loss);
    return last.isEmpty() || card.isEmpty()
        ? Optional.empty()
        : problem(last.get(), card.get(), Losses.name(loss));
  }

  private static Optional<String> problem(Activation last, LossCard card, String loss) {
    boolean probabilities =
        last instanceof Sigmoid || last instanceof Softmax || last instanceof HardSigmoid;
    if (card.prediction() == Domain.REAL && LOGIT_LINKS.contains(card.link()) && probabilities) {
      return Optional.of(
          "the model ends in %s, but the loss %s takes logits and applies the %s itself; remove the activation from the last layer"
              .formatted(name(last), loss, card.link()));
    } else if (card.prediction() == Domain.PROBABILITY && !probabilities) {
      return Optional.of(
          "the model ends in %s, but the loss %s takes probabilities; give the last layer the activation sigmoid (softmax for several classes), or use a loss on logits, which is more accurate"
              .formatted(name(last), loss));
    } else if (card.prediction() == Domain.LOG_PROBABILITY && !(last instanceof LogSoftmax)) {
      return Optional.of(
          "the model ends in %s, but the loss %s takes logarithms of probabilities; give the last layer the activation log-softmax"
              .formatted(name(last), loss));
    }
    return Optional.empty();
  }

  /** Returns the activation that a network ends in, if it is known. */
  private static Optional<Activation> last(Layer layer) {
    return switch (layer) {
      case Dense dense -> Optional.of(dense.activation());
      case Activate activate -> Optional.of(activate.function());
      case Sequential sequential -> last(sequential.layers());
      default -> Optional.empty();
    };
  }

  private static Optional<Activation> last(List<Layer> layers) {
    int end = layers.size();
    while (end > 0 && layers.get(end - 1) instanceof Flatten) {
      end--;
    }
    return end == 0 ? Optional.empty() : last(layers.get(end - 1));
  }

  private static String name(Activation activation) {
    Named named = activation.getClass().getAnnotation(Named.class);
    return named == null ? activation.getClass().getSimpleName() : named.value();
  }
}
