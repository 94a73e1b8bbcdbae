package org.thalweg.loss;

import java.util.List;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.testkit.loss.LossContract;
import org.thalweg.testkit.loss.Sample;

/**
 * Every loss of this module obeys the laws, with its defaults and with other settings. {@code
 * -Dloss=REGEX} checks the losses whose names match.
 */
@SuppressWarnings("rawtypes") // a kind names its type by its class
class LossContractTest extends LossContract<Loss<?, ?>> {
  /** One thread and several; {@link ThreadsTest} compares every number of them. */
  private static final List<Engine> THREADS = List.of(engine(1), engine(3));

  @Override
  protected Registry registry() {
    return Golden.registry();
  }

  @Override
  protected List<Loss<?, ?>> losses() {
    Registry registry = registry();
    return registry.all(Kind.LOSS).stream()
        .filter(component -> component.name().matches(System.getProperty("loss", ".*")))
        .flatMap(component -> variants(registry, component).stream())
        .<Loss<?, ?>>map(Adjustments::small)
        .toList();
  }

  @Override
  protected Engine engine() {
    return Engines.named("reference");
  }

  @Override
  protected List<Engine> threads() {
    return THREADS;
  }

  /** Makes the default engine with a number of threads; no module compiles against it. */
  private static Engine engine(int threads) {
    Engine shared = Engines.named("vector");
    try {
      return shared.getClass().getConstructor(int.class).newInstance(threads);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Mends inputs that must fit each other; see {@link Adjustments}. */
  @Override
  protected Sample adjust(Loss<?, ?> loss, Sample sample) {
    return Adjustments.of(loss, sample);
  }
}
