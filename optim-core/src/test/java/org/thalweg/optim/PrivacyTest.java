package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.ThalwegException;
import org.thalweg.optim.privacy.SubsampledGaussian;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What noise is worth. */
class PrivacyTest {
  private static JsonNode golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PrivacyTest.class.getResourceAsStream("/golden/privacy.json"))) {
      return JsonMapper.builder().build().readTree(in);
    }
  }

  private static double number(JsonNode node, String name) {
    return Double.parseDouble(node.get(name).asString());
  }

  private static SubsampledGaussian mechanism(JsonNode node) {
    return new SubsampledGaussian(number(node, "rate"), number(node, "noise"));
  }

  @Test
  void divergencesAreThoseOfFortyDigits() throws IOException {
    for (JsonNode one : golden().get("divergences")) {
      double expected = number(one, "value");
      assertEquals(
          expected,
          mechanism(one).divergence(number(one, "order")),
          1e-12 * expected,
          one::toString);
    }
  }

  @Test
  void epsilonsAreThoseOfFortyDigits() throws IOException {
    for (JsonNode one : golden().get("epsilons")) {
      double expected = number(one, "value");
      assertEquals(
          expected,
          mechanism(one).epsilon(one.get("steps").asLong(), number(one, "delta")),
          1e-12 * expected,
          one::toString);
    }
  }

  @Test
  void moreNoiseFewerStepsAndFewerExamplesAreMorePrivate() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      double rate = random.nextDouble(0.001, 0.5);
      double noise = random.nextDouble(0.5, 5);
      long steps = random.nextLong(1, 1000);
      double epsilon = new SubsampledGaussian(rate, noise).epsilon(steps, 1e-6);
      assertTrue(new SubsampledGaussian(rate, noise * 1.1).epsilon(steps, 1e-6) < epsilon);
      assertTrue(new SubsampledGaussian(rate * 1.1, noise).epsilon(steps, 1e-6) > epsilon);
      assertTrue(new SubsampledGaussian(rate, noise).epsilon(steps + 1, 1e-6) > epsilon);
      assertTrue(new SubsampledGaussian(rate, noise).epsilon(steps, 1e-5) < epsilon);
    }
  }

  @Test
  void theEnds() {
    assertEquals(0, new SubsampledGaussian(0.1, 1).epsilon(0, 1e-5));
    assertEquals(0, new SubsampledGaussian(0, 1).epsilon(100, 1e-5));
    assertEquals(Double.POSITIVE_INFINITY, new SubsampledGaussian(0.1, 0).epsilon(1, 1e-5));
    assertEquals(
        new SubsampledGaussian(1, 2).divergence(3),
        new SubsampledGaussian(1 - 1e-12, 2).divergence(3),
        1e-10);
    // so large a delta would allow for less than nothing
    assertEquals(0, new SubsampledGaussian(0.001, 10).epsilon(1, 0.9));
    refused("rate must lie from 0 to 1, was 1.1", () -> new SubsampledGaussian(1.1, 1));
    refused("rate must lie from 0 to 1, was -0.1", () -> new SubsampledGaussian(-0.1, 1));
    refused("noise must be", () -> new SubsampledGaussian(0.1, -1));
    SubsampledGaussian mechanism = new SubsampledGaussian(0.1, 1);
    refused("delta must lie between 0 and 1, was 0.0", () -> mechanism.epsilon(1, 0));
    refused("delta must lie between 0 and 1, was 1.0", () -> mechanism.epsilon(1, 1));
    refused("steps must be 0 or more, was -1", () -> mechanism.epsilon(-1, 0.1));
    refused("order must be above 1", () -> mechanism.divergence(1));
  }

  private static void refused(String message, Executable call) {
    String said = String.valueOf(assertThrows(ThalwegException.class, call).getMessage());
    assertTrue(said.startsWith(message), said);
  }
}
