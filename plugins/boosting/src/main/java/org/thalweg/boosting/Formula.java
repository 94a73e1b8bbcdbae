package org.thalweg.boosting;

import static org.thalweg.api.Checks.require;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.WeightedSum;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * A loss as a function of margins, and its derivatives.
 *
 * @param loss a pointwise loss
 * @param onto the function from margins to where predictions come from
 * @param options what becomes of second derivatives and missing targets
 */
record Formula(Loss<Tensor, Tensor> loss, Link onto, BoostingOptions options) {

  /** Examples: margins [N] or a scalar for all, targets [N], weights [N]. */
  record Rows(Tensor margin, Tensor target, @Nullable Tensor weight) {}

  /** The derivatives of each example's weighted loss, [N]. */
  record Slopes(Tensor gradient, Tensor hessian) {}

  @SuppressWarnings("unchecked") // a pointwise loss takes two tensors
  static Formula of(Loss<?, ?> loss, BoostingOptions options) {
    requirePointwise(loss);
    Domain domain = loss.predictionDomain();
    Link onto =
        Link.onto(domain)
            .orElseThrow(() ->
                new ThalwegException(
                    "%s takes predictions that are %s; boosting sums up any numbers, and no link leads there"
                        .formatted(Losses.name(loss), domain.description())));
    return new Formula((Loss<Tensor, Tensor>) loss, onto, options);
  }

  private static void requirePointwise(Loss<?, ?> loss) {
    if (loss instanceof WeightedSum<?, ?> sum) {
      sum.terms().forEach(term -> requirePointwise(term.loss()));
      return;
    }
    String name = Losses.name(loss);
    require(
        loss instanceof PointwiseLoss,
        "%s is not pointwise: boosting takes a loss of one prediction and one target at a time, such as huber or bce-logits",
        name);
    Tensor mean = Tensor.scalar(1);
    require(
        loss.finish(mean) == mean,
        "%s is a function of a mean, so examples have no loss of their own; take the loss that it is the mean of, such as mse for rmse",
        name);
  }

  private Weighting weighting(@Nullable Tensor weight) {
    return new Weighting(weight, null, options.skipMissing());
  }

  private Tensor values(Tensor margin, Tensor target, Weighting weighting) {
    return Losses.values(loss, onto.apply(margin), target, weighting);
  }

  /** Returns the derivatives at margins of the targets' shape. */
  Slopes slopes(Rows rows) {
    Tensor margin = rows.margin().broadcastTo(rows.target().shape());
    Tensor target = rows.target();
    Weighting weighting = weighting(rows.weight());
    Tensor gradient = Grad.grad((Tensor p) -> values(p, target, weighting).sum()).apply(margin);
    Tensor curvature =
        Grad.hvp(
            (Tensor p) -> values(p, target, weighting).sum(), margin, Tensors.onesLike(margin));
    return new Slopes(gradient, curvature.maximum(floor(margin, target, rows.weight())));
  }

  /** Returns the least second derivatives: the floor times the weight of what counts. */
  private Tensor floor(Tensor margin, Tensor target, @Nullable Tensor weight) {
    Tensor floor = weight == null ? Tensors.onesLike(margin) : weight;
    floor = floor.mul(options.hessianFloor());
    Tensor counted = loss.counts(onto.apply(margin), target);
    if (counted != null) {
      floor = Tensors.where(Losses.extend(loss, counted, floor.shape()), floor, 0);
    }
    return options.skipMissing() ? Tensors.where(target.isNaN(), 0, floor) : floor;
  }

  /** Returns the mean loss, a scalar. */
  Tensor mean(Rows rows) {
    return Losses.reduce(
        loss,
        onto.apply(rows.margin()),
        rows.target(),
        weighting(rows.weight()),
        Reduction.MEAN,
        EmptyPolicy.ZERO);
  }

  /**
   * Returns the function from predictions to the mean of the target: the card's, unless an option
   * has predictions come from elsewhere than the card says; they are means then.
   */
  Optional<Link> link() {
    Loss<?, ?> first =
        loss instanceof WeightedSum<Tensor, Tensor> sum ? sum.terms().getFirst().loss() : loss;
    Optional<LossCard> card = Losses.card(first);
    if (card.map(LossCard::prediction).orElse(Domain.REAL) != first.predictionDomain()) {
      return Optional.of(Link.IDENTITY);
    }
    return Link.named(card.map(LossCard::link).orElse("identity"));
  }

  /** Returns examples of float64. */
  static Rows rows(double[] margins, double[] targets) {
    return new Rows(Tensor.of(margins), Tensor.of(targets), null);
  }

  /** Returns a float64 scalar. */
  static Tensor scalar(double value) {
    return Tensor.scalar(value, DType.FLOAT64);
  }
}
