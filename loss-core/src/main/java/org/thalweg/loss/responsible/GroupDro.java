package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The mean losses of groups under weights that grow for groups of large loss: {@code sum_g q_g L_g}
 * with {@code q_g} in proportion to {@code w_g exp(eta L_g)}. The weights w are the state of
 * training, kept by the user: {@link #next} gives those after a batch.
 *
 * <p>Predictions are those of the wrapped loss, and the weights of G groups, 0 or more, of shape
 * [G]; the target holds that of the wrapped loss and the group of each example, 0 to G - 1, of
 * shape [N]; several values of an example count as their mean. There is one value for the batch, 0
 * for none; groups that a batch lacks have a loss of 0. The gradient takes the weights as given.
 *
 * <p>Source: Sagawa et al., "Distributionally robust neural networks for group shifts", 2020.
 *
 * @param eta the step size of the weights, 0 or more
 * @param loss the loss of the examples
 */
@Named("group-dro")
@Doc("The mean loss of groups, weighed towards the worst.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "sum_g q_g L_g",
    link = "softmax",
    traits = {Trait.PARTIAL_GRADIENT},
    use =
        "Where groups are known and the worst of them matters; needs strong regularization of the model.",
    tasks = {Task.MULTICLASS},
    strengths = {Strength.IMBALANCE},
    paper = "Sagawa et al. 2020, arXiv:1911.08731")
public record GroupDro(
    @Default("0.01") @Doc("The step size of the weights.") double eta,
    @Default("cross-entropy") @Doc("The loss that it is made of.") Loss<Tensor, Tensor> loss)
    implements BatchLoss<GroupDro.Weighted, Grouped> {
  /**
   * Predictions, and the weights of groups.
   *
   * @param prediction what the wrapped loss takes
   * @param weights the weights before the batch, 0 or more; alike at first
   */
  public record Weighted(Tensor prediction, @In(Domain.SHARES) Tensor weights) {}

  /** Requires a step size of 0 or more. */
  public GroupDro {
    requireNonNegative(eta, "eta");
  }

  /** Makes the loss on cross-entropies. */
  public GroupDro() {
    this(0.01, new CrossEntropy(0));
  }

  @Override
  public Tensor loss(Weighted input, Grouped target, Tensor counted) {
    Tensor losses = losses(input, target, counted);
    return renewed(input.weights(), losses).mul(losses).sum();
  }

  /** Returns the weights after a batch, shape [G]. */
  public Tensor next(Weighted input, Grouped target) {
    check(input, target);
    Tensor all = Tensor.full(examples(input, target), DType.BOOL, 1);
    return renewed(input.weights(), losses(input, target, all));
  }

  private Tensor losses(Weighted input, Grouped target, Tensor counted) {
    Examples examples = Examples.of(loss, input.prediction(), target.target(), counted);
    Tensor groups =
        Domain.CLASS_INDEX.guard(target.groups(), "group-dro: groups", input.weights().dim(0));
    Tensor member =
        groups
            .oneHot(input.weights().dim(0), DType.BOOL)
            .and(examples.counted().unsqueeze(-1))
            .to(examples.values().dtype());
    Tensor sums = examples.values().unsqueeze(-1).mul(member).sum(0);
    return sums.div(member.sum(0).maximum(1));
  }

  private Tensor renewed(Tensor weights, Tensor losses) {
    Tensor some = weights.gt(0).or(weights.gt(0).any().not());
    Tensor logarithms = where(weights.gt(0), weights, 1).log().add(losses.mul(eta));
    return where(some, logarithms, Double.NEGATIVE_INFINITY).softmax(0).stopGradient();
  }

  @Override
  public Optional<Signature> signature() {
    return Wrapped.batch(
        loss,
        List.of(Wrapped.input("weights", "G", Domain.SHARES, "C")),
        List.of(Wrapped.input("groups", "N", Domain.CLASS_INDEX, "G")));
  }

  @Override
  public void check(Weighted input, Grouped target) {
    loss.check(input.prediction(), target.target());
    Wrapped.checkGroups(this, input.prediction(), target.groups());
    Tensor weights = input.weights();
    require(
        weights.rank() == 1 && weights.dtype() == input.prediction().dtype(),
        "group-dro: weights is %s, should be of %s of shape [G]",
        weights.spec(),
        input.prediction().dtype());
  }

  @Override
  public Shape examples(Weighted input, Grouped target) {
    return Wrapped.examples(this, input.prediction());
  }

  @Override
  public Weighted neutralPrediction(Weighted input, Tensor mask) {
    return new Weighted(loss.neutralPrediction(input.prediction(), mask), input.weights());
  }

  @Override
  public Grouped neutralTarget(Grouped target, Tensor mask) {
    return new Grouped(loss.neutralTarget(target.target(), mask), where(mask, target.groups(), 0));
  }
}
