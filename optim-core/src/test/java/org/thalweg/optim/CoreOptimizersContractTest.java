package org.thalweg.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.testkit.optim.OptimizerContract;

/**
 * Every optimizer of this module obeys the laws, with its defaults and with other settings. {@code
 * -Doptimizer=REGEX} checks those whose names match.
 */
class CoreOptimizersContractTest extends OptimizerContract<Optimizer> {
  private static final Map<String, Object> INNER = Map.of("name", "adam", "learningRate", 0.05);

  @Override
  protected Registry registry() {
    return Golden.registry();
  }

  @Override
  protected List<Optimizer> optimizers() {
    Registry registry = registry();
    return registry.all(Kind.OPTIMIZER).stream()
        .filter(component -> !component.name().equals("frozen")) // stands still where it should
        .filter(component -> component.name().matches(System.getProperty("optimizer", ".*")))
        .map(component -> create(registry, component))
        .toList();
  }

  @Override
  protected Map<String, Object> settings(Component<Optimizer> component) {
    Map<String, Object> settings = new LinkedHashMap<>(super.settings(component));
    component.keys().stream()
        .filter(key -> key.fallback().isEmpty() && key.type() == Optimizer.class)
        .forEach(key -> settings.put(key.name(), INNER));
    switch (component.name()) {
      case "chain" ->
          settings.put(
              "parts",
              List.of(
                  "scale-by-adam", Map.of("name", "scale-by-learning-rate", "learningRate", 0.01)));
      case "groups" -> settings.put("groups", List.of(Map.of("match", "*", "optimizer", INNER)));
      case "accumulated" -> settings.put("batches", 2);
      case "constrained" ->
          settings.put("constraints", List.of(Map.of("name", "keep-in-box", "low", -9, "high", 9)));
      default -> {}
    }
    return settings;
  }

  @Override
  protected Engine engine() {
    return Engines.named("reference");
  }
}
