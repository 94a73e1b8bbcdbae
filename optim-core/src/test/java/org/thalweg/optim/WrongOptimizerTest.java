package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.range.Ranges;
import org.thalweg.optim.transform.Transforms;
import org.thalweg.testkit.optim.OptimizerContract;

/** A wrong optimizer of each kind breaks the law that it is wrong by, and the message names it. */
class WrongOptimizerTest {
  private static final String QUADRATIC = "makes a quadratic small";
  private static final String ROSENBROCK = "makes Rosenbrock's function small";
  private static final String ZERO = "zero gradients are no steps, decay aside";
  private static final String MIRROR = "mirrored problems have mirrored steps";
  private static final String GROUPS = "two groups are one";
  private static final String ORDER = "the order of parameters does not matter";
  private static final String REPEAT = "a second run gives the same bits";
  private static final String RESUME = "a saved state goes on as if nothing had been";
  private static final String FLOATS = "floats stay close to doubles, and keep their type";
  private static final String NUMBERS = "refuses numbers that are none";

  /** The contract of one optimizer. */
  private static final class Contract extends OptimizerContract<Optimizer> {
    private final Optimizer optimizer;

    Contract(Optimizer optimizer) {
      this.optimizer = optimizer;
    }

    @Override
    protected List<Optimizer> optimizers() {
      return List.of(optimizer);
    }

    @Override
    protected Engine engine() {
      return Engines.named("reference");
    }

    /** Returns the laws that the optimizer breaks. */
    Set<String> broken() {
      Set<String> broken = new TreeSet<>();
      tests(laws())
          .forEach(test -> {
            try {
              test.getExecutable().execute();
            } catch (Throwable e) {
              boolean named = String.valueOf(e.getMessage()).contains(test.getDisplayName());
              broken.add(named ? test.getDisplayName() : "without its name: " + e.getMessage());
            }
          });
      return broken;
    }

    private static Stream<DynamicTest> tests(Stream<? extends DynamicNode> nodes) {
      return nodes.flatMap(node ->
          node instanceof DynamicContainer container
              ? tests(container.getChildren())
              : Stream.of((DynamicTest) node));
    }
  }

  /** Gradient descent on something made of the gradients. */
  @OptimizerCard(family = OptimizerFamily.GRADIENT_DESCENT, rule = "wrong")
  private record Wrong(Schedule learningRate, Supplier<Stateless> what) implements Optimizer {
    Wrong {
      Ranges.requireRate(learningRate);
    }

    Wrong(Supplier<Stateless> what) {
      this(Schedule.constant(0.05), what);
    }

    @Override
    public GradientTransform<?> transform() {
      return Transforms.chain(what.get(), Transforms.scaleByLearningRate(learningRate));
    }

    @Override
    public String toString() {
      return "wrong at " + learningRate;
    }
  }

  @OptimizerCard(family = OptimizerFamily.GRADIENT_DESCENT, rule = "wrong")
  private record Lenient(double learningRate) implements Optimizer {
    @Override
    public GradientTransform<?> transform() {
      return Transforms.scale(-learningRate);
    }
  }

  private static Wrong each(java.util.function.UnaryOperator<Tensor> change) {
    return new Wrong(() -> (gradients, _) -> gradients.map(change));
  }

  private static DynamicTest wrong(String name, Optimizer optimizer, String... laws) {
    return DynamicTest.dynamicTest(
        name, () -> assertEquals(new TreeSet<>(Set.of(laws)), new Contract(optimizer).broken()));
  }

  @TestFactory
  Stream<DynamicTest> laws() {
    AtomicInteger calls = new AtomicInteger();
    return Stream.of(
        wrong("nothing is wrong", each(g -> g)),
        wrong("nothing is wrong with Adam", new Adam(0.05)),
        wrong("it climbs", each(Tensor::neg), QUADRATIC, ROSENBROCK),
        wrong("zero over zero", each(g -> g.div(g.abs())), ZERO),
        wrong("one side is steeper", each(g -> g.add(g.square().mul(0.001))), MIRROR),
        wrong(
            "one norm of all",
            new Wrong(() ->
                (gradients, _) -> {
                  Tensor norm = gradients.globalNorm().add(1);
                  return gradients.map(g -> g.div(norm.to(g.dtype())));
                }),
            GROUPS),
        wrong("the first is favoured", new Wrong(() -> WrongOptimizerTest::first), GROUPS, ORDER),
        wrong(
            "something outside the state",
            new Wrong(() -> {
              double factor = 1 + 0.01 * calls.incrementAndGet();
              return (gradients, _) -> gradients.map(g -> g.mul(factor));
            }),
            MIRROR,
            GROUPS,
            ORDER,
            REPEAT,
            RESUME,
            FLOATS),
        wrong(
            "few digits in float32",
            each(g -> g.dtype() == DType.FLOAT32 ? g.add(1e5).sub(1e5) : g),
            FLOATS),
        wrong("it takes what is no number", new Lenient(0.1), NUMBERS));
  }

  private static Parameters first(Parameters gradients, org.thalweg.api.optim.Context context) {
    String favoured = context.parameters().names().getFirst();
    return gradients.map((name, g) -> name.equals(favoured) ? g : g.mul(0.5));
  }
}
