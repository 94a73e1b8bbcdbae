package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.thalweg.api.Api;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;

/** What is registered, under which names and keys. */
@SuppressWarnings("rawtypes") // a kind names its type by its class
class CoreLossesTest {
  @Test
  void isFoundAsAService() {
    PluginInfo info =
        ServiceLoader.load(Plugin.class).stream()
            .map(ServiceLoader.Provider::type)
            .filter(CoreLosses.class::equals)
            .findFirst()
            .orElseThrow()
            .getAnnotation(PluginInfo.class);
    assertEquals("loss-core", info.name());
    assertEquals(Api.VERSION, info.api());
  }

  @Test
  void namesKeysAndDefaults() {
    Map<String, List<String>> keys =
        Golden.registry().all(Kind.LOSS).stream()
            .collect(
                Collectors.toMap(
                    Component::name,
                    component -> component.keys().stream().map(Key::toString).toList()));
    assertEquals(
        Map.of(
            "mse", List.of(),
            "mae", List.of(),
            "rmse", List.of(),
            "huber", List.of("delta=1.0"),
            "bce", List.of(),
            "bce-logits", List.of("positiveWeight=1.0"),
            "hinge", List.of(),
            "cross-entropy", List.of("labelSmoothing=0.0"),
            "kl-divergence", List.of("logTarget=false")),
        keys);
  }

  @Test
  void everyLossHasACardAndAnExplanation() {
    for (Component<?> component : Golden.registry().all(Kind.LOSS)) {
      LossCard card = Losses.card(component.type()).orElseThrow();
      assertFalse(card.formula().isBlank(), component.name());
      assertTrue(component.summary().orElseThrow().endsWith("."), component.name());
      for (Key key : component.keys()) {
        assertTrue(key.doc().orElseThrow().endsWith("."), component.name() + "." + key);
      }
    }
  }
}
