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
import org.thalweg.optim.optimizer.Asgd;
import org.thalweg.optim.optimizer.Fromage;
import org.thalweg.optim.optimizer.Ftrl;
import org.thalweg.optim.optimizer.PolyakAveraging;
import org.thalweg.optim.optimizer.Radam;
import org.thalweg.optim.optimizer.Swa;
import org.thalweg.optim.optimizer.Yogi;
import org.thalweg.testkit.optim.Budget;
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
        .filter(component -> !component.name().equals("dp-sgd")) // takes gradients of examples
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
      case "swa" -> settings.put("start", 3);
      case "ema" -> settings.put("decay", 0.9);
      case "adabound" -> settings.put("finalRate", 0.0005);
      case "muon", "shampoo" ->
          settings.put("others", Map.of("name", "adamw", "learningRate", 0.05));
      case "constrained" ->
          settings.put("constraints", List.of(Map.of("name", "keep-in-box", "low", -9, "high", 9)));
      default -> {}
    }
    return settings;
  }

  @Override
  protected Budget budget(Optimizer optimizer, String function) {
    Budget budget = super.budget(optimizer, function);
    boolean isSlow =
        function.equals("rosenbrock")
            && (optimizer instanceof PolyakAveraging
                || optimizer instanceof Swa
                || optimizer instanceof Radam);
    return isSlow ? new Budget(budget.rates(), 10_000, 0.2) : budget;
  }

  @Override
  protected boolean isExempt(Optimizer optimizer, String law) {
    return switch (optimizer) {
      // a decay of their own
      case Asgd _, Fromage _, Ftrl _ -> law.startsWith("zero gradients");
      // as Optax, both means start from 1e-6
      case Yogi _ -> law.startsWith("zero gradients") || law.startsWith("mirrored");
      default -> false;
    };
  }

  @Override
  protected Engine engine() {
    return Engines.named("reference");
  }
}
