package org.thalweg.nn.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;

/** What is set at a path is what is found there, and nothing else changes. */
class PathsTest {
  private static final Map<String, Object> VALUES =
      Map.of(
          "optimizer",
          "adam",
          "training",
          Map.of("epochs", 3),
          "model",
          List.of(Map.of("name", "dense", "units", 4), "flatten"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer",
        "optimizer.learningRate",
        "training.epochs",
        "training.earlyStopping.patience",
        "model[0].units",
        "model[1].units",
        "model[1]",
        "new.and.deep"
      })
  void whatIsSetIsFound(String path) {
    Map<String, Object> before = Map.copyOf(VALUES);
    Map<String, Object> changed = Paths.set(VALUES, path, 7);
    assertEquals(Optional.of(7), Paths.get(changed, path));
    assertEquals(before, VALUES);
  }

  @Test
  void aNameBecomesAMap() {
    assertEquals(
        Map.of("name", "adam", "learningRate", 0.1),
        Paths.set(VALUES, "optimizer.learningRate", 0.1).get("optimizer"));
    assertEquals(
        Optional.of("flatten"), Paths.get(Paths.set(VALUES, "model[1].x", 1), "model[1].name"));
    assertEquals(
        Optional.of("dense"), Paths.get(Paths.set(VALUES, "model[0].units", 1), "model[0].name"));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertEquals(Optional.empty(), Paths.get(VALUES, "model[2].units"));
    assertEquals(Optional.empty(), Paths.get(VALUES, "optimizer.learningRate"));
    assertEquals(Optional.empty(), Paths.get(VALUES, "training[0]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a.", "a..b", "a[", "a[x]", "[0].a", "a[0", "a]"})
  void whatIsNoPathIsRefused(String path) {
    assertThrows(ThalwegException.class, () -> Paths.set(VALUES, path, 1));
  }

  @Test
  void entriesThatAreNotThereAreRefused() {
    assertTrue(message("model[2].units").contains("model has 2 entries, 0 to 1"));
    assertTrue(message("training[0]").contains("training has no entries"));
  }

  private static String message(String path) {
    return String.valueOf(
        assertThrows(ThalwegException.class, () -> Paths.set(VALUES, path, 1)).getMessage());
  }
}
