package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.testkit.loss.LossContract;

/** A wrong loss of each kind breaks the law that it is wrong by, and the message names it. */
class WrongLossTest {

  /** The contract of one loss. */
  private static final class Contract extends LossContract<Loss<?, ?>> {
    private final Loss<?, ?> loss;

    Contract(Loss<?, ?> loss) {
      this.loss = loss;
    }

    @Override
    protected List<Loss<?, ?>> losses() {
      return List.of(loss);
    }

    @Override
    protected org.thalweg.api.plugin.Registry registry() {
      return Golden.registry();
    }

    /** Returns the laws that the loss breaks. */
    Set<String> broken() {
      Set<String> broken = new TreeSet<>();
      tests(laws()).forEach(test -> run(test, broken));
      return broken;
    }

    private static Stream<DynamicTest> tests(Stream<? extends DynamicNode> nodes) {
      return nodes.flatMap(node ->
          node instanceof DynamicContainer container
              ? tests(container.getChildren())
              : Stream.of((DynamicTest) node));
    }

    private static void run(DynamicTest test, Set<String> broken) {
      Executable executable = test.getExecutable();
      try {
        executable.execute();
      } catch (Throwable e) {
        String message = String.valueOf(e.getMessage());
        broken.add(
            message.contains("'" + test.getDisplayName() + "'")
                ? test.getDisplayName()
                : "without its name: " + message);
      }
    }
  }

  private interface Formula extends PointwiseLoss {
    BinaryOperator<Tensor> formula();

    @Override
    default Tensor loss(Tensor prediction, Tensor target) {
      return formula().apply(prediction, target);
    }
  }

  @Named("plain")
  @LossCard(family = Family.REGRESSION, formula = "wrong")
  private record Plain(BinaryOperator<Tensor> formula) implements Formula {}

  @Named("boastful")
  @LossCard(
      family = Family.REGRESSION,
      formula = "wrong",
      traits = {
        Trait.CONVEX,
        Trait.SMOOTH,
        Trait.ROBUST,
        Trait.SYMMETRIC,
        Trait.ZERO_AT_TARGET,
        Trait.SCALE_INVARIANT
      },
      elicits = Functional.MEAN,
      identities = "= mae")
  private record Boastful(BinaryOperator<Tensor> formula) implements Formula {}

  @Named("lenient")
  @LossCard(family = Family.REGRESSION, formula = "wrong", shape = "N; N -> N")
  private record Lenient() implements Loss<Tensor, Tensor> {
    @Override
    public void check(Tensor prediction, Tensor target) {}

    @Override
    public Tensor loss(Tensor prediction, Tensor target) {
      return prediction.sub(target).square();
    }
  }

  @Named("blind")
  @LossCard(family = Family.EMBEDDING, formula = "wrong", shape = "N D; -> N")
  private record Blind() implements BatchLoss<Tensor, None> {
    @Override
    public Tensor loss(Tensor prediction, None target, Tensor counted) {
      return prediction.sub(prediction.meanKeep(0)).square().sum(1); // the mean is of all rows
    }
  }

  @TestFactory
  Stream<DynamicTest> laws() {
    Tensor jump = Tensor.scalar(3).to(org.thalweg.api.data.DType.FLOAT64);
    return Stream.of(
        wrong("none", new Plain((p, t) -> p.sub(t).square())),
        wrong(
            "rows see each other",
            new Plain((p, t) -> p.sub(t).square().add(p.add(1).square().sum())),
            "a mask deletes",
            "a weight of k is k copies",
            "shards merge to the whole"),
        wrong(
            "the gradient is another function's",
            new Plain((p, t) -> p.sub(t).square().add(p.sub(p.stopGradient()))),
            "the gradient is the limit of differences"),
        wrong(
            "the second derivative is missing",
            new Plain((p, t) -> p.mul(p.sub(t).stopGradient()).mul(0).add(half(p, t))),
            "second derivatives are limits of differences"),
        wrong(
            "overflow",
            new Plain((p, t) -> p.sub(t).exp()),
            "values and gradients are finite far out"),
        wrong(
            "boasts of no truth",
            new Boastful((p, t) -> p.pow(3.0).sub(t).add(jump.item())),
            "blind to the scale of predictions, if its card says so",
            "convex, if its card says so",
            "equal to what its card says in special cases",
            "least at the functional that its card names",
            "of bounded slope, if its card says robust",
            "symmetric, if its card says so",
            "zero at the target and not below, if its card says so"),
        wrong(
            "a kink that is called smooth",
            new Boastful((p, t) -> p.sub(t).abs().add(0)),
            "blind to the scale of predictions, if its card says so",
            "least at the functional that its card names",
            "smooth, if its card says so"),
        wrong(
            "a wild slope at a kink",
            new Plain((p, t) -> where(p.eq(t), p.mul(9), p.sub(t).abs())),
            "at a kink the gradient lies between the slopes of both sides"),
        wrong("no check", new Lenient(), "a prediction of integers is refused"),
        wrong("a batch that sees what is masked", new Blind(), "a mask deletes"));
  }

  /** A function whose gradient is its own, and whose second derivative is lost. */
  private static Tensor half(Tensor p, Tensor t) {
    Tensor e = p.sub(t);
    Tensor slope = e.stopGradient();
    return slope.mul(p).sub(slope.mul(p).stopGradient()).add(e.square().mul(0.5).stopGradient());
  }

  private static DynamicTest wrong(String what, Loss<?, ?> loss, String... laws) {
    return DynamicTest.dynamicTest(
        what, () -> assertEquals(new TreeSet<>(List.of(laws)), new Contract(loss).broken()));
  }
}
