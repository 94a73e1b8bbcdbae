package org.thalweg.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.nn.activation.Relu;
import org.thalweg.nn.init.HeNormal;
import org.thalweg.nn.layer.Dense;

class CoreLayersTest {
  @Test
  void isFoundAsAService() {
    assertTrue(
        ServiceLoader.load(Plugin.class).stream()
            .anyMatch(provider -> provider.type() == CoreLayers.class));
  }

  @Test
  void registersEveryRecordOfItsPackages() {
    assertEquals(5, Components.registry().all(Kind.LAYER).size());
    assertEquals(16, Components.registry().all(Kind.ACTIVATION).size());
    assertEquals(12, Components.registry().all(Kind.INITIALIZER).size());
  }

  @Test
  void documentsEveryComponentAndKey() {
    for (Kind<?> kind : List.of(Kind.LAYER, Kind.ACTIVATION, Kind.INITIALIZER)) {
      for (Component<?> component : Components.registry().all(kind)) {
        assertTrue(component.summary().isPresent(), component.name());
        component.keys().forEach(key -> assertTrue(key.doc().isPresent(), key.toString()));
      }
    }
  }

  @Test
  void bindsConfiguration() {
    Layer layer =
        Components.registry()
            .create(
                Kind.LAYER,
                "dense",
                Map.of("units", 3, "activation", "relu", "initializer", "he-normal"));
    Dense dense = assertInstanceOf(Dense.class, layer);
    assertEquals(new Dense(3, new Relu(), new HeNormal(), true), dense);
    assertFalse(
        assertInstanceOf(
                Dense.class,
                Components.registry()
                    .create(Kind.LAYER, "dense", Map.of("units", 3, "bias", false)))
            .bias());
  }
}
