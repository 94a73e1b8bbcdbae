package org.thalweg.testkit.optim;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.api.plugin.Registry;

/**
 * Proves the laws that hold for every optimizer. The author of one writes
 *
 * <pre>{@code class MyRuleTest extends OptimizerContract<MyRule> {}}</pre>
 *
 * <p>The optimizer is found by the plugin that registers it, and checked with its defaults and with
 * each number and flag changed in turn. A required learning rate is 0.05; {@link #settings} gives
 * what else is required. Each law is a test of its own.
 *
 * @param <O> the class of the optimizer
 */
public abstract class OptimizerContract<O extends Optimizer> {
  private static final Set<OptimizerFamily> JOINT =
      Set.of(
          OptimizerFamily.PARAMETER_FREE,
          OptimizerFamily.SECOND_ORDER,
          OptimizerFamily.SHARPNESS,
          OptimizerFamily.NOISE,
          OptimizerFamily.WRAPPER);

  /** For subclasses. */
  protected OptimizerContract() {}

  /** Returns where optimizers are found by name: all plugins that the service loader finds. */
  protected Registry registry() {
    Registry registry = new Registry();
    for (Plugin plugin : ServiceLoader.load(Plugin.class)) {
      PluginInfo info = plugin.getClass().getAnnotation(PluginInfo.class);
      registry.install(info == null ? plugin.getClass().getName() : info.name(), plugin);
    }
    return registry;
  }

  /** Returns the optimizers to be checked. */
  protected List<Optimizer> optimizers() {
    Registry registry = registry();
    for (Component<Optimizer> component : registry.all(Kind.OPTIMIZER)) {
      if (component.type() == type()) {
        return List.of(create(registry, component));
      }
    }
    throw new AssertionError(
        "no plugin on the class path registers %s; register it, or override optimizers()"
            .formatted(type()));
  }

  private Type type() {
    Class<?> test = getClass();
    while (test.getSuperclass() != OptimizerContract.class) {
      test = test.getSuperclass();
    }
    return ((ParameterizedType) test.getGenericSuperclass()).getActualTypeArguments()[0];
  }

  /** Returns an optimizer with its defaults, and {@link #settings} for what is required. */
  protected final Optimizer create(Registry registry, Component<Optimizer> component) {
    return registry.create(Kind.OPTIMIZER, component.name(), settings(component));
  }

  /**
   * Returns the settings that an optimizer is made with; others have their defaults.
   *
   * @param component the optimizer
   */
  protected Map<String, Object> settings(Component<Optimizer> component) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Key key : component.keys()) {
      if (key.type() == Schedule.class && key.fallback().isEmpty()) {
        settings.put(key.name(), 0.05);
      }
    }
    return settings;
  }

  /** Returns the engine that the laws are checked on; the one in force unless overridden. */
  protected Engine engine() {
    return Engines.current();
  }

  /**
   * Returns what the optimizer is given to make a function small.
   *
   * @param optimizer the optimizer
   * @param function {@code quadratic}, of a matrix and a vector with curvatures from 1 to 30, or
   *     {@code rosenbrock} from (-1.2, 1)
   */
  protected Budget budget(Optimizer optimizer, String function) {
    return new Budget(
        List.of(0.1, 0.01, 0.03, 0.3, 0.001, 0.003, 1.0, 0.0001, 3.0, 10.0, 0.00001),
        function.equals("rosenbrock") ? 2000 : 500,
        function.equals("rosenbrock") ? 0.05 : 0.01);
  }

  /**
   * Returns whether each parameter is changed as if it were alone; that is checked then. By its
   * card, unless overridden.
   *
   * @param optimizer the optimizer
   */
  protected boolean isSeparable(Optimizer optimizer) {
    OptimizerCard card = optimizer.getClass().getAnnotation(OptimizerCard.class);
    return card != null && !JOINT.contains(card.family()) && card.needs().length == 0
        || card != null
            && !JOINT.contains(card.family())
            && Set.of(card.needs()).equals(Set.of(OptimizerCard.Need.MATRICES));
  }

  /**
   * Returns whether random noise is part of the rule. By its card, unless overridden.
   *
   * @param optimizer the optimizer
   */
  protected boolean isNoisy(Optimizer optimizer) {
    OptimizerCard card = optimizer.getClass().getAnnotation(OptimizerCard.class);
    return card != null && card.family() == OptimizerFamily.NOISE;
  }

  /**
   * Returns how close parameters in float32 stay to those in float64 over twelve steps, relative to
   * the largest.
   *
   * @param optimizer the optimizer
   */
  protected double floatTolerance(Optimizer optimizer) {
    return 1e-4;
  }

  /**
   * Returns whether a rule breaks a law by its definition, so that the law is not checked.
   *
   * @param optimizer the optimizer
   * @param law the name of the law
   */
  protected boolean isExempt(Optimizer optimizer, String law) {
    return false;
  }

  /** Returns the tests: for each optimizer and each variant of it, each law. */
  @TestFactory
  protected Stream<DynamicNode> laws() {
    return optimizers().stream()
        .flatMap(optimizer ->
            Stream.concat(
                Stream.of(container(optimizer, true)),
                variants(optimizer).stream().map(variant -> container(variant, false))));
  }

  private DynamicNode container(Optimizer optimizer, boolean plain) {
    Subject subject = new Subject(optimizer, this);
    return DynamicContainer.dynamicContainer(
        optimizer.toString(),
        Stream.of(GoalLaws.all(), StepLaws.all())
            .flatMap(List::stream)
            .filter(law -> plain || !law.plainOnly())
            .filter(law -> !isExempt(optimizer, law.name()))
            .map(law -> DynamicTest.dynamicTest(law.name(), () -> check(law, subject))));
  }

  /** Returns the optimizer with each number and each flag changed, where it takes that. */
  private List<Optimizer> variants(Optimizer optimizer) {
    Subject subject = new Subject(optimizer, this);
    List<Optimizer> variants = new ArrayList<>();
    subject
        .components((name, value) ->
            others(value).stream().flatMap(other -> subject.with(name, other).stream()))
        .flatMap(made -> made)
        .forEach(variants::add);
    return variants;
  }

  private static List<Object> others(Object value) {
    return switch (value) {
      case Double number -> List.of(number == 0 ? 0.3 : number * 0.7);
      case Boolean flag -> List.of(!flag);
      case Enum<?> constant ->
          Stream.of(constant.getDeclaringClass().getEnumConstants())
              .filter(other -> other != constant)
              .<Object>map(other -> other)
              .toList();
      default -> List.of();
    };
  }

  private void check(Law law, Subject subject) {
    try {
      Engines.with(
          engine(),
          () -> {
            law.check().on(subject);
            return true;
          });
    } catch (AssertionError | ThalwegException e) {
      throw new AssertionError(
          "%s breaks the law '%s': %s".formatted(subject.optimizer(), law.name(), e.getMessage()),
          e);
    }
  }
}
