package org.thalweg.testkit.loss;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tree.RecordType;

/**
 * Proves the laws that hold for every loss. The author of a loss writes
 *
 * <pre>{@code class ChurnCostTest extends LossContract<ChurnCost> {}}</pre>
 *
 * <p>The loss is found by the plugin that registers it, and checked with its defaults and with each
 * setting changed in turn. Inputs are drawn from the domains that its card and its records declare;
 * {@link #adjust} mends what a declaration cannot say. Each law is a test of its own.
 *
 * @param <L> the class of the loss
 */
public abstract class LossContract<L extends Loss<?, ?>> {
  /** For subclasses. */
  protected LossContract() {}

  /** Returns where losses are found by name: all plugins that the service loader finds. */
  protected Registry registry() {
    Registry registry = new Registry();
    for (Plugin plugin : ServiceLoader.load(Plugin.class)) {
      PluginInfo info = plugin.getClass().getAnnotation(PluginInfo.class);
      registry.install(info == null ? plugin.getClass().getName() : info.name(), plugin);
    }
    return registry;
  }

  /** Returns the losses to be checked: this one with its defaults, and variants. */
  protected List<Loss<?, ?>> losses() {
    Registry registry = registry();
    for (Component<?> component : registry.all(Kind.LOSS)) {
      if (component.type() == type()) {
        return variants(registry, component);
      }
    }
    throw new AssertionError(
        "no plugin on the class path registers %s; register it, or override losses()"
            .formatted(type()));
  }

  private Type type() {
    Class<?> test = getClass();
    while (test.getSuperclass() != LossContract.class) {
      test = test.getSuperclass();
    }
    return ((ParameterizedType) test.getGenericSuperclass()).getActualTypeArguments()[0];
  }

  /** Returns a loss with its defaults, and with each setting changed in turn. */
  protected static List<Loss<?, ?>> variants(Registry registry, Component<?> component) {
    List<Loss<?, ?>> variants = new ArrayList<>();
    Loss<?, ?> plain = registry.create(Kind.LOSS, component.name(), Map.of());
    variants.add(plain);
    RecordType type = RecordType.of(component.type());
    for (int i = 0; i < type.names().size(); i++) {
      for (Object other : others(type.get(plain, i))) {
        Map<String, Object> settings = new LinkedHashMap<>(Identity.configuration((Record) plain));
        settings.put(type.names().get(i), other);
        variant(registry, component, settings).ifPresent(variants::add);
      }
    }
    return variants;
  }

  /** Returns a loss with other settings, if it takes them. */
  private static Optional<Loss<?, ?>> variant(
      Registry registry, Component<?> component, Map<String, Object> settings) {
    try {
      return Optional.of(registry.create(Kind.LOSS, component.name(), settings));
    } catch (ConfigException _) {
      return Optional.empty();
    }
  }

  private static List<?> others(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case Double number -> List.of(number == 0 ? 0.3 : number * 0.7);
      case Boolean flag -> List.of(!flag);
      case Enum<?> constant ->
          Stream.of(constant.getDeclaringClass().getEnumConstants())
              .filter(other -> other != constant)
              .map(other -> ((Enum<?>) other).name().toLowerCase(java.util.Locale.ROOT))
              .map(name -> name.replace('_', '-'))
              .toList();
      case null, default -> List.of();
    };
  }

  /** Returns the engine that the laws are checked on; the one in force unless overridden. */
  protected Engine engine() {
    return Engines.current();
  }

  /**
   * Returns engines with different numbers of threads, whose bits are compared; none to begin with.
   */
  protected List<Engine> threads() {
    return List.of();
  }

  /**
   * Mends random inputs that are drawn tensor by tensor, where they must fit each other in a way
   * that domains do not say.
   *
   * @param loss the loss that they are for
   * @param sample the inputs
   */
  protected Sample adjust(Loss<?, ?> loss, Sample sample) {
    return sample;
  }

  /** Returns the tests: for each loss, each law. */
  @TestFactory
  protected Stream<DynamicNode> laws() {
    Registry registry = registry();
    return losses().stream()
        .map(loss -> DynamicContainer.dynamicContainer(loss.toString(), tests(loss, registry)));
  }

  private Stream<DynamicTest> tests(Loss<?, ?> loss, Registry registry) {
    return Stream.of(
            WeightLaws.all(),
            DerivativeLaws.all(),
            CardLaws.all(),
            RangeLaws.all(),
            InputLaws.all())
        .flatMap(List::stream)
        .map(law -> DynamicTest.dynamicTest(law.name(), () -> check(law, loss, registry)));
  }

  private void check(Law law, Loss<?, ?> loss, Registry registry) {
    Subject subject = Subject.of(loss, registry, this);
    for (int seed = 0; seed < (subject.plain() ? law.seeds() : 1); seed++) {
      SplittableRandom random = new SplittableRandom(seed + 1);
      try {
        Engines.with(
            engine(),
            () -> {
              law.check().on(subject, random);
              return true;
            });
      } catch (AssertionError | ThalwegException e) {
        throw new AssertionError(
            "%s breaks the law '%s': %s".formatted(loss, law.name(), e.getMessage()), e);
      }
    }
  }
}
