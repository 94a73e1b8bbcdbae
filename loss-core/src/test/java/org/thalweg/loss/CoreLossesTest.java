package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** The list is {@code losses.txt}; {@code -Dlosses.update=true} renews it. */
  @Test
  void namesKeysAndDefaults() throws IOException {
    Path list = Path.of("losses.txt");
    List<String> actual =
        Golden.registry().all(Kind.LOSS).stream()
            .map(component ->
                component.name()
                    + component.keys().stream().map(key -> " " + key).collect(Collectors.joining()))
            .sorted()
            .toList();
    if (Boolean.getBoolean("losses.update")) {
      Files.write(list, actual);
    }
    assertLinesMatch(Files.readAllLines(list), actual, "run with -Dlosses.update=true if meant");
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
