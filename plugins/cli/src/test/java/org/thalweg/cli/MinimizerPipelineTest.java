package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the examples of minimizers and of private training promise. */
class MinimizerPipelineTest {
  private static Map<String, Object> result(String name) {
    Path file = Path.of("../../examples/pipelines").resolve(name);
    return CommandRun.of("train", file.toString(), "--json").well().json().getLast();
  }

  private static double number(Map<?, ?> values, String key) {
    return ((Number) Objects.requireNonNull(values.get(key), key)).doubleValue();
  }

  @Test
  void logisticRegressionIsAccurate() {
    Map<String, Object> result = result("logistic-regression.yaml");
    Map<?, ?> evaluation = (Map<?, ?>) Objects.requireNonNull(result.get("evaluation"));
    assertEquals("target-loss", result.get("stop"));
    assertTrue(number(evaluation, "accuracy") >= 0.96, result::toString);
    assertTrue(number(result, "epochs") < 40, result::toString);
  }

  @Test
  void privateTrainingTellsItsPrice() {
    Map<String, Object> result = result("private-classifier.yaml");
    Map<?, ?> evaluation = (Map<?, ?>) Objects.requireNonNull(result.get("evaluation"));
    Map<?, ?> privacy = (Map<?, ?>) Objects.requireNonNull(result.get("privacy"));
    assertTrue(number(evaluation, "accuracy") >= 0.9, result::toString);
    assertTrue(number(privacy, "steps") >= 100, result::toString);
    assertEquals(5.50, number(privacy, "epsilon"), 0.01);
  }
}
