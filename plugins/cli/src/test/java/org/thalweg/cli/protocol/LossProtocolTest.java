package org.thalweg.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.cli.CommandRun;

/** The protocol of {@code losses eval}. */
class LossProtocolTest {
  private static Map<String, Object> answer(String line) {
    return CommandRun.withInput(line + "\n", "losses", "eval").well().json().getFirst();
  }

  private static void assertError(String line, String... words) {
    String error = String.valueOf(answer(line).get("error"));
    for (String word : words) {
      assertTrue(error.contains(word), () -> "'%s' is not in: %s".formatted(word, error));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"float64", "float32"})
  void goldenValuesAndGradients(String dtype) {
    List<Map<String, Object>> cases =
        Goldens.cases(Goldens.file("loss-core", "losses")).stream()
            .filter(golden -> ((List<?>) Goldens.get(golden, "dtypes")).contains(dtype))
            .toList();
    StringBuilder input = new StringBuilder();
    for (Map<String, Object> golden : cases) {
      Map<String, Object> query = new LinkedHashMap<>(golden);
      query.keySet().removeAll(List.of("name", "dtypes", "value", "gradient"));
      query.put("dtype", dtype);
      input.append(JsonWriter.write(query)).append('\n');
    }
    List<Map<String, Object>> answers =
        CommandRun.withInput(input.toString(), "losses", "eval").well().json();
    assertEquals(cases.size(), answers.size());
    assertTrue(cases.size() > 200, cases.size() + " cases");
    boolean single = dtype.equals("float32");
    for (int i = 0; i < cases.size(); i++) {
      Map<String, Object> golden = cases.get(i);
      Map<String, Object> answer = answers.get(i);
      for (String key : List.of("value", "gradient")) {
        Goldens.assertClose(
            golden.get(key),
            answer.get(key),
            single ? 1e-5 : 1e-9,
            single ? Math.ulp(1f) : Math.ulp(1.0),
            golden.get("name") + ": " + key + " of " + answer);
      }
    }
  }

  @Test
  void anErrorIsTheAnswerOfItsLineAlone() {
    String good = "{\"loss\": \"mse\", \"prediction\": [1.0, 2.0], \"target\": [0.0, 0.0]}\n";
    CommandRun run =
        CommandRun.withInput(
                good + "\n   \nnonsense\n" + good + "{\"loss\": \"mes\"}\n[1]\n" + good,
                "losses",
                "eval")
            .well();
    List<Map<String, Object>> answers = run.json();
    assertEquals(6, answers.size(), run.out());
    for (int i = 0; i < answers.size(); i++) {
      boolean wrong = i == 1 || i == 3 || i == 4;
      assertEquals(wrong, answers.get(i).containsKey("error"), run.out());
    }
    assertEquals(2.5, answers.get(5).get("value"));
    assertEquals(List.of(1.0, 2.0), answers.get(5).get("gradient"));
    assertEquals("", run.err());
  }

  @Test
  void wrongQueriesNameThePlace() {
    assertError("{\"prediction\": [1]}", "'loss' is required");
    assertError("{\"loss\": \"mse\", \"prediction\": [1]}", "'target' is required");
    assertError("{\"loss\": \"mse\", \"predicton\": [1]}", "'predicton'", "'prediction'");
    assertError(
        "{\"loss\": \"huber\", \"config\": {\"delta\": -1}, \"prediction\": [1], \"target\": [1]}",
        "config",
        "delta must be positive");
    assertError(
        "{\"loss\": \"mse\", \"prediction\": [[1, 2], [3]], \"target\": [1]}",
        "prediction[1] has 1 values",
        "has 2");
    assertError(
        "{\"loss\": \"mse\", \"prediction\": [1, \"x\"], \"target\": [1, 2]}",
        "prediction[1] is 'x', should be a number");
    assertError(
        "{\"loss\": \"mse\", \"prediction\": [1, null], \"target\": [1, 2]}",
        "prediction[1] is null");
    assertError(
        "{\"loss\": \"mse\", \"prediction\": [1, 2], \"target\": [1]}", "give both one shape");
    assertError(
        "{\"loss\": \"mse\", \"prediction\": [1], \"target\": [1], \"dtype\": \"float16\"}",
        "unknown dtype 'float16'");
    assertError(
        "{\"loss\": \"mse\", \"prediction\": [1], \"target\": [1], \"reduction\": \"men\"}",
        "unknown reduction 'men'; did you mean 'mean'");
    assertError("{\"loss\": \"mse\", \"prediction\": [1], \"target\": [1], \"mask\": [2]}", "mask");
    assertError(
        "{\"loss\": \"mse\", \"prediction\": [1], \"target\": [1], \"weight\": [-1]}", "weight");
    assertError(
        "{\"loss\": \"cross-entropy\", \"prediction\": [[1, 2]], \"target\": [2]}",
        "label 2",
        "2 classes 0 to 1");
    assertError("{\"loss\": \"mse\", \"loss\": \"mae\"}", "column", "is no JSON");
    assertError("{\"loss\": \"mse\"} {}", "more follows");
    assertError("[".repeat(100_000), "error".substring(0, 0));
  }

  @Test
  void notFiniteNumbersAreThoseOfPython() {
    String line =
        "{\"loss\": \"mae\", \"reduction\": \"none\", \"prediction\": [NaN, Infinity, -Infinity, 1.0], \"target\": [0.0, 0.0, 0.0, 0.0]}";
    String out = CommandRun.withInput(line, "losses", "eval").well().out();
    assertTrue(out.startsWith("{\"value\": [NaN, Infinity, Infinity, 1.0], \"gradient\": ["), out);
  }

  @Test
  void noReductionGivesValuesAndTheGradientOfTheirSum() {
    Map<String, Object> answer =
        answer(
            "{\"loss\": \"mse\", \"reduction\": \"none\", \"prediction\": [[1, 2], [3, 4]], \"target\": [[0, 0], [0, 0]], \"mask\": [true, false]}");
    assertEquals(List.of(List.of(1.0, 4.0), List.of(0.0, 0.0)), answer.get("value"));
    assertEquals(List.of(List.of(2.0, 4.0), List.of(0.0, 0.0)), answer.get("gradient"));
  }

  @Test
  void wholeNumbersAreLabelsOrFloatsByTheirShape() {
    String logits = "\"prediction\": [[1.0, 2.0], [0.5, 0.25]]";
    Map<String, Object> labels =
        answer("{\"loss\": \"cross-entropy\", " + logits + ", \"target\": [1, 0]}");
    Map<String, Object> shares =
        answer("{\"loss\": \"cross-entropy\", " + logits + ", \"target\": [[0, 1], [1, 0]]}");
    assertFalse(labels.containsKey("error"), labels::toString);
    Goldens.assertClose(labels, shares, 1e-14, 1e-15, "one-hot");
  }

  @Test
  void float32IsComputedInFloat32() {
    String numbers = "\"prediction\": [0.1, 0.7], \"target\": [0.3, 0.2]}";
    double value = (double) answerValue("{\"loss\": \"mse\", \"dtype\": \"float32\", " + numbers);
    assertEquals((float) value, value);
    double wide = (double) answerValue("{\"loss\": \"mse\", " + numbers);
    assertEquals(0.145, wide, 1e-15);
  }

  private static Object answerValue(String line) {
    return Goldens.get(answer(line), "value");
  }

  @Test
  void lossesOfSeveralTensorsTakeAndGiveObjects() {
    Map<String, Object> answer =
        answer(
            "{\"loss\": \"test-normal\", \"reduction\": \"sum\", \"prediction\": {\"mean\": [1.0, 2.0], \"scale\": [2.0, 4.0]}, \"target\": {\"values\": [3.0, 2.0], \"shift\": [1, 0]}}");
    // ((v - s - m) / scale)^2 of 3 - 1 - 1 = 1 and 2 - 0 - 2 = 0
    assertEquals(0.25, answer.get("value"), answer.toString());
    Goldens.assertClose(
        Map.of("mean", List.of(-0.5, 0), "scale", List.of(-0.25, 0)),
        answer.get("gradient"),
        0,
        0,
        answer.toString());
    assertError(
        "{\"loss\": \"test-normal\", \"prediction\": {\"mean\": [1]}, \"target\": {}}",
        "prediction.scale is required");
    assertError(
        "{\"loss\": \"test-normal\", \"prediction\": [1], \"target\": {}}",
        "prediction should be an object of the tensors mean, scale");
    assertError(
        "{\"loss\": \"test-normal\", \"prediction\": {\"mean\": [1], \"scal\": [1]}, \"target\": {}}",
        "prediction.scal: unknown key; did you mean 'scale'?");
  }

  @Test
  void peopleGetAShortForm() {
    CommandRun run =
        CommandRun.of(
                "losses",
                "eval",
                "mse",
                "--prediction",
                "1,0.5",
                "--target",
                "0,0",
                "--reduction",
                "sum",
                "--weight",
                "2,1")
            .well();
    assertEquals("value     2.25\ngradient  4  1\n", run.out());
    CommandRun json =
        CommandRun.of(
                "losses",
                "eval",
                "huber",
                "-p",
                "[[2.0],[0.5]]",
                "-t",
                "0;0",
                "--mask",
                "1,0",
                "--config",
                "delta=0.5",
                "--dtype",
                "float32",
                "--json")
            .well();
    assertEquals("{\"value\": 0.875, \"gradient\": [[0.5], [0.0]]}\n", json.out());
  }

  @Test
  void everyAnswerIsFlushed() {
    List<Integer> sizes = new ArrayList<>();
    FlushCounter.serve("{\"a\": 1}\n\n{\"a\": 2}\n", line -> String.valueOf(line.get("a")), sizes);
    assertEquals(List.of(2, 4), sizes.stream().distinct().filter(size -> size > 0).toList());
  }
}
