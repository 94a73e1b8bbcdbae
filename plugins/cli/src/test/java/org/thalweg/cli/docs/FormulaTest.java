package org.thalweg.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.cli.formula.Arithmetic;
import org.thalweg.cli.formula.Term;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;

/** The formula on a card is one, and it is that of the loss. */
@SuppressWarnings("rawtypes") // a kind names its type by its class
class FormulaTest {
  private static final double[] POINTS = {
    -3.2, -1.3, -0.7, -0.2, 0, 0.04, 0.11, 0.35, 0.5, 0.62, 0.93, 1, 1.4, 2.6, 5
  };
  private static final double RELATIVE = 1e-6;

  private final Registry registry = PluginLoader.load(PluginOptions.classPath()).registry();

  private Stream<Component<Loss>> losses() {
    return registry.all(Kind.LOSS).stream()
        .filter(component -> component.owner().equals("loss-core"));
  }

  @TestFactory
  Stream<DynamicTest> everyFormulaIsRead() {
    return losses()
        .map(component ->
            DynamicTest.dynamicTest(
                component.name(),
                () -> {
                  LossCard card = Losses.card(component.type()).orElseThrow();
                  try {
                    Term.parse(card.formula()).tex();
                  } catch (ThalwegException e) {
                    fail("the formula of %s: %s".formatted(component.name(), e.getMessage()));
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyFormulaOfNumbersIsThatOfTheLoss() {
    return losses()
        .filter(component -> PointwiseLoss.class.isAssignableFrom(component.type()))
        .map(component -> DynamicTest.dynamicTest(component.name(), () -> compare(component)));
  }

  private static Term formula(Component<Loss> component) {
    return Term.parse(Losses.card(component.type()).orElseThrow().formula());
  }

  private void compare(Component<Loss> component) {
    Term formula = formula(component);
    Assumptions.assumeTrue(computes(component), "of more than numbers");
    int compared = 0;
    for (Map<String, Object> config : settings(component)) {
      Optional<PointwiseLoss> loss = make(component, config);
      if (loss.isPresent()) {
        compared += compare(component.name(), formula, loss.get(), config);
      }
    }
    assertTrue(compared > 0, component.name() + " has no point at which both are finite");
  }

  private static boolean computes(Component<Loss> component) {
    Map<String, Double> names = new LinkedHashMap<>();
    component.keys().forEach(key -> names.put(key.name(), 0.0));
    return new Arithmetic(names).computes(formula(component));
  }

  /** Returns the default settings, and others with one option changed. */
  private static List<Map<String, Object>> settings(Component<Loss> component) {
    Map<String, Object> usual = new LinkedHashMap<>();
    for (Key key : component.keys()) {
      key.fallback()
          .ifPresent(text -> {
            if (key.type() == double.class) {
              usual.put(key.name(), Double.parseDouble(text));
            } else if (key.type() == boolean.class) {
              usual.put(key.name(), Boolean.parseBoolean(text));
            } else if (key.type() == int.class) {
              usual.put(key.name(), Integer.parseInt(text));
            }
          });
    }
    List<Map<String, Object>> all = new ArrayList<>(List.of(usual));
    usual.forEach((key, value) -> {
      Map<String, Object> changed = new LinkedHashMap<>(usual);
      changed.put(
          key,
          value instanceof Boolean flag
              ? (Object) !flag
              : value instanceof Double number ? (Object) (0.6 * number + 0.15) : value);
      all.add(changed);
    });
    return all;
  }

  private Optional<PointwiseLoss> make(Component<Loss> component, Map<String, Object> config) {
    try {
      return Optional.of((PointwiseLoss) registry.create(Kind.LOSS, component.name(), config));
    } catch (ThalwegException e) {
      return Optional.empty();
    }
  }

  private static int compare(
      String name, Term formula, PointwiseLoss loss, Map<String, Object> config) {
    int compared = 0;
    for (double p : members(loss.predictionDomain())) {
      for (double t : members(loss.targetDomain())) {
        Map<String, Double> values = new LinkedHashMap<>(Map.of("p", p, "t", t));
        config.forEach((key, value) ->
            values.put(
                key,
                value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue()));
        double expected = new Arithmetic(values).value(formula);
        double actual = value(loss, p, t);
        if (Double.isFinite(expected) && Double.isFinite(actual)) {
          compared++;
          assertEquals(
              expected,
              actual,
              RELATIVE * Math.max(1, Math.abs(expected)),
              () -> "%s %s at p = %s, t = %s".formatted(name, config, p, t));
        }
      }
    }
    return compared;
  }

  private static Set<Double> members(org.thalweg.api.loss.Domain domain) {
    Set<Double> members = new TreeSet<>();
    for (double point : POINTS) {
      boolean member =
          switch (domain) {
            case POSITIVE -> point > 0;
            case NON_NEGATIVE -> point >= 0;
            case PROBABILITY, SHARES -> 0 <= point && point <= 1;
            case LOG_PROBABILITY, LOG_SHARES -> point <= 0;
            case ABOVE_MINUS_ONE -> point > -1;
            case SIGN -> point == 1;
            default -> true;
          };
      if (member) {
        members.add(point == 0 ? 0.0 : point);
      }
    }
    if (domain == org.thalweg.api.loss.Domain.SIGN) {
      members.add(-1.0);
    }
    return members;
  }

  private static double value(PointwiseLoss loss, double p, double t) {
    Shape one = Shape.of(1);
    Tensor values =
        Losses.values(
            loss,
            Tensor.of(one, DType.FLOAT64, new double[] {p}),
            Tensor.of(one, DType.FLOAT64, new double[] {t}),
            Weighting.none());
    return loss.finish(values).toDoubleArray()[0];
  }

  /** Formulas of integrals and special functions are few. */
  @Test
  void mostFormulasOfNumbersAreComputed() {
    List<Component<Loss>> pointwise =
        losses().filter(loss -> PointwiseLoss.class.isAssignableFrom(loss.type())).toList();
    List<String> beyond =
        pointwise.stream().filter(loss -> !computes(loss)).map(Component::name).toList();
    assertTrue(beyond.size() * 5 <= pointwise.size(), beyond.toString());
  }
}
