package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The sum of the losses of two models, each over the examples that the other has the smallest
 * losses for: wrong labels, which are learned late, are left out. Of n examples {@code (1 - forget)
 * n} are kept, rounded down, but one at least.
 *
 * <p>Predictions are those of both models, each as the wrapped loss takes them; several values of
 * an example count as their mean. There is one value for the batch, 0 for none.
 *
 * <p>Source: Han et al., "Co-teaching: robust training of deep neural networks with extremely noisy
 * labels", 2018.
 *
 * @param forget the share of examples that are left out, 0 or more and below 1
 * @param loss the loss of the examples
 */
@Named("co-teaching")
@Doc("Two models that each learn from the examples that the other finds easy.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mean_(i in S2) loss(first_i, t_i) + mean_(i in S1) loss(second_i, t_i)",
    link = "softmax",
    use =
        "Where many labels are wrong and two models can be trained together; let the share grow over the first epochs to that of wrong labels.",
    tasks = {Task.MULTICLASS},
    strengths = {Strength.LABEL_NOISE},
    paper = "Han et al. 2018, arXiv:1804.06872")
public record CoTeaching(
    @Default("0.2") @Doc("The share of examples that are left out.") double forget,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements BatchLoss<CoTeaching.Pair, Tensor> {
  private static final double ROUNDING = 1e-6;

  /**
   * Predictions of two models.
   *
   * @param first those of one
   * @param second those of the other
   */
  public record Pair(Tensor first, Tensor second) {}

  /** Requires a share of 0 or more and below 1. */
  public CoTeaching {
    require(0 <= forget && forget < 1, "forget must be 0 or more and below 1, was %s", forget);
  }

  /** Makes the loss on cross-entropies. */
  public CoTeaching() {
    this(0.2, new CrossEntropy(0));
  }

  @Override
  public Tensor loss(Pair pair, Tensor target, Tensor counted) {
    Examples first = Examples.of(loss, pair.first(), target, counted);
    Examples second = Examples.of(loss, pair.second(), target, counted);
    Tensor kept = first.number().mul(1 - forget).add(ROUNDING).floor().maximum(1);
    Tensor easyForSecond = second.first(kept, false);
    Tensor easyForFirst = first.first(kept, false);
    return first.values().mul(easyForSecond).add(second.values().mul(easyForFirst)).sum();
  }

  @Override
  public Optional<Signature> signature() {
    return Wrapped.batch(loss, List.of(), List.of())
        .map(one -> {
          Signature.Input input = one.prediction().getFirst();
          return new Signature(
              List.of(named("first", input), named("second", input)), one.target(), one.values());
        });
  }

  private static Signature.Input named(String name, Signature.Input input) {
    return new Signature.Input(name, input.axes(), input.domain(), input.of());
  }

  @Override
  public void check(Pair pair, Tensor target) {
    loss.check(pair.first(), target);
    loss.check(pair.second(), target);
  }

  @Override
  public Shape examples(Pair pair, Tensor target) {
    return Wrapped.examples(this, pair.first());
  }

  @Override
  public Pair neutralPrediction(Pair pair, Tensor mask) {
    return new Pair(
        loss.neutralPrediction(pair.first(), mask), loss.neutralPrediction(pair.second(), mask));
  }

  @Override
  public Tensor neutralTarget(Tensor target, Tensor mask) {
    return loss.neutralTarget(target, mask);
  }
}
