package org.thalweg.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.thalweg.cli.CommandRun;

/** The protocol of {@code optimizers run}. */
class OptimizerProtocolTest {
  private static Map<String, Object> answer(String line) {
    return CommandRun.withInput(line + "\n", "optimizers", "run").well().json().getFirst();
  }

  private static void assertError(String line, String... words) {
    String error = String.valueOf(answer(line).get("error"));
    for (String word : words) {
      assertTrue(error.contains(word), () -> "'%s' is not in: %s".formatted(word, error));
    }
  }

  @Test
  void goldenTrajectories() {
    Map<String, Object> file = Goldens.file("optim-core", "trajectories");
    List<Map<String, Object>> cases = Goldens.cases(file);
    StringBuilder input = new StringBuilder();
    cases.forEach(golden -> input.append(JsonWriter.write(query(golden, file))).append('\n'));
    List<Map<String, Object>> answers =
        CommandRun.withInput(input.toString(), "optimizers", "run").well().json();
    assertEquals(cases.size(), answers.size());
    assertTrue(cases.size() > 50, cases.size() + " cases");
    for (int i = 0; i < cases.size(); i++) {
      Map<String, Object> golden = cases.get(i);
      List<Object> expected = new ArrayList<>((List<?>) Goldens.get(golden, "path"));
      Object actual = answers.get(i).get("parameters");
      if (!Goldens.get(golden, "problem").equals("given")) {
        expected.addFirst(Goldens.get(golden, "start"));
        expected.replaceAll(point -> Objects.requireNonNull(((Map<?, ?>) point).get("x")));
        actual = answers.get(i).get("path");
      }
      Goldens.assertClose(
          expected, actual, 1e-9, 1e-13, golden.get("name") + ": " + answers.get(i));
    }
  }

  private static Map<String, Object> query(Map<String, Object> golden, Map<String, Object> file) {
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("optimizer", Goldens.get(golden, "optimizer"));
    query.put("config", Goldens.get(golden, "config"));
    List<?> path = (List<?>) Goldens.get(golden, "path");
    if (Goldens.get(golden, "problem").equals("given")) {
      query.put("parameters", Goldens.get(golden, "start"));
      query.put("gradients", ((List<?>) Goldens.get(file, "gradients")).subList(0, path.size()));
    } else {
      query.put("function", Goldens.get(golden, "problem"));
      query.put("start", ((Map<?, ?>) Goldens.get(golden, "start")).get("x"));
      query.put("steps", path.size());
    }
    return query;
  }

  @Test
  void pathsStartAtTheStart() {
    Map<String, Object> answer =
        answer(
            "{\"optimizer\": \"sgd\", \"config\": {\"learningRate\": 0.25}, \"function\": \"sphere\", \"start\": [1, 2], \"steps\": 1}");
    assertEquals(List.of(List.of(1.0, 2.0), List.of(0.5, 1.0)), answer.get("path"));
    assertEquals(List.of(5.0, 1.25), answer.get("values"));
  }

  @Test
  void float32IsComputedInFloat32() {
    Map<String, Object> answer =
        answer(
            "{\"optimizer\": \"sgd\", \"config\": {\"learningRate\": 0.1}, \"dtype\": \"float32\", \"parameters\": {\"w\": [1.0]}, \"gradients\": [{\"w\": [0.1]}]}");
    assertEquals(
        List.of(Map.of("w", List.of((double) (1f - 0.1f * 0.1f)))), answer.get("parameters"));
  }

  @Test
  void wrongQueriesNameThePlace() {
    assertError("{\"optimizer\": \"adma\", \"function\": \"sphere\", \"steps\": 1}", "'adam'");
    assertError("{\"optimizer\": \"adam\"}", "'parameters' and 'gradients' or 'function'");
    assertError(
        "{\"optimizer\": \"adam\", \"config\": {\"learningRate\": -1}, \"function\": \"sphere\", \"steps\": 1}",
        "learningRate must be zero or more");
    assertError("{\"optimizer\": \"adam\", \"function\": \"sphere\"}", "'steps' is required");
    assertError(
        "{\"optimizer\": \"adam\", \"function\": \"sphere\", \"steps\": 1.5}", "steps is 1.5");
    assertError(
        "{\"optimizer\": \"adam\", \"function\": \"booth\", \"start\": [1, 2, 3], \"steps\": 1}",
        "two numbers");
    assertError(
        "{\"optimizer\": \"adam\", \"parameters\": {\"w\": [1]}, \"gradients\": [{\"w\": [1]}, {\"v\": [1]}]}",
        "step 2",
        "[v]");
    assertError(
        "{\"optimizer\": \"adam\", \"parameters\": {\"w\": [1]}, \"gradients\": [{\"w\": [1, 2]}]}",
        "step 1",
        "'w'");
    assertError(
        "{\"optimizer\": \"adam\", \"parameters\": {\"w\": [1]}, \"gradients\": {\"w\": [1]}}",
        "gradients should be a list");
  }

  @Test
  void peopleGetAShortForm() {
    CommandRun run =
        CommandRun.of(
                "optimizers",
                "run",
                "sgd",
                "--function",
                "sphere",
                "--start",
                "1,2",
                "--steps",
                "2",
                "--config",
                "learningRate=0.25")
            .well();
    assertEquals(
        """
        step  value   point
        0     5.0     1  2
        1     1.25    0.5  1
        2     0.3125  0.25  0.5
        """,
        run.out());
  }
}
