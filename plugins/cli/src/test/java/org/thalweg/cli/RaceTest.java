package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.optim.function.TestFunction;

/** {@code optimizers race} tells who gets how far. */
class RaceTest {
  @TempDir Path folder;

  private static CommandRun race(String... words) {
    List<String> all = new ArrayList<>(List.of("optimizers", "race"));
    all.addAll(List.of(words));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static List<Map<?, ?>> results(CommandRun run) {
    List<Map<?, ?>> results = new ArrayList<>();
    for (Object result : (List<?>) assertNotNullValue(run.well().json().getFirst(), "results")) {
      results.add((Map<?, ?>) result);
    }
    return results;
  }

  private static Object assertNotNullValue(Map<?, ?> map, String key) {
    Object value = map.get(key);
    assertNotNull(value, key);
    return value;
  }

  private static double number(Map<?, ?> map, String key) {
    return ((Number) assertNotNullValue(map, key)).doubleValue();
  }

  @Test
  void helpNamesAllFunctions() {
    String help = race("--help").well().out();
    for (TestFunction function : TestFunction.values()) {
      assertTrue(help.contains(function.toString()), function::toString);
    }
  }

  /** Gradient descent on the sum of squares multiplies the point by 1 - 2 rate at each step. */
  @Test
  void theBestRateIsTheOneOfTheLeastLastValue() {
    List<Map<?, ?>> results =
        results(
            race(
                "-f",
                "sphere",
                "--steps",
                "3",
                "--rates",
                "0.1,0.25,2",
                "--json",
                "gradient-descent"));
    Map<?, ?> best = results.getFirst();
    assertEquals(0.25, number(best, "learningRate"));
    assertEquals(List.of(2.0, 0.5, 0.125, 0.03125), best.get("values"));
    assertEquals(
        List.of(List.of(1.0, 1.0), List.of(0.5, 0.5), List.of(0.25, 0.25), List.of(0.125, 0.125)),
        best.get("path"));
    assertEquals(Math.sqrt(0.03125), number(best, "distance"), 1e-15);
    assertEquals(3, ((List<?>) assertNotNullValue(best, "tries")).size());
    assertEquals(1, number(best, "gradientsPerStep"));
  }

  @Test
  void racesAreTheSameEachTimeAndSortedByResult() {
    String[] words = {
      "--json",
      "--steps",
      "40",
      "--rates",
      "0.001,0.01,0.1",
      "adam",
      "lion",
      "muon",
      "sgd",
      "sam:optimizer=sgd",
      "ema:optimizer={\"name\": \"sgd\", \"momentum\": 0.5}",
      "lbfgs",
      "dog"
    };
    String timeless = "\"seconds\": [0-9.E-]+";
    CommandRun first = race(words).well();
    assertEquals(first.out().replaceAll(timeless, ""), race(words).out().replaceAll(timeless, ""));
    List<Map<?, ?>> results = results(first);
    assertEquals(8, results.size());
    for (int i = 1; i < results.size(); i++) {
      assertTrue(number(results.get(i - 1), "value") <= number(results.get(i), "value"));
    }
    assertEquals("lbfgs", results.getFirst().get("name"));
    for (Map<?, ?> result : results) {
      String name = String.valueOf(result.get("name"));
      boolean minimizes = name.equals("lbfgs");
      assertEquals(!minimizes, result.containsKey("gradientsPerStep"), name);
      if (!minimizes) {
        assertEquals(name.equals("sam") ? 2 : 1, number(result, "gradientsPerStep"), name);
      }
      // what learns its rate, and what has none, runs once
      assertEquals(!minimizes && !name.equals("dog"), result.containsKey("learningRate"), name);
    }
  }

  @Test
  void aGivenRateIsTaken() {
    List<Map<?, ?>> results =
        results(
            race(
                "--json",
                "--steps",
                "2",
                "adam:learningRate=0.3",
                "adam:learningRate=0.2,beta1=0.5"));
    assertEquals(2, results.size());
    for (Map<?, ?> result : results) {
      assertFalse(result.containsKey("learningRate"));
      assertTrue(String.valueOf(result.get("name")).startsWith("adam:learningRate=0."));
    }
  }

  @Test
  void divergenceIsShownAndBreaksNothing() throws IOException {
    CommandRun run =
        race(
                "sgd:learningRate=1",
                "adam:learningRate=0.1",
                "--steps",
                "30",
                "-o",
                folder.toString())
            .well();
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(3).startsWith("a  adam"), run.out());
    assertTrue(lines.get(4).startsWith("b  sgd"), run.out());
    assertTrue(lines.get(4).contains("diverged"), run.out());
    assertFalse(run.out().contains("NaN"), run.out());
    String svg = Files.readString(folder.resolve("race-rosenbrock.svg"));
    assertTrue(svg.contains("the value was not finite from here"));
    assertFalse(svg.contains("NaN"));
    assertTrue(Files.size(folder.resolve("race-rosenbrock.png")) > 1000);
    Map<?, ?> last = results(race("sgd:learningRate=1", "--steps", "30", "--json")).getFirst();
    assertEquals(true, last.get("diverged"));
  }

  /** Functions of more than two numbers have no contours. */
  @Test
  void anyNumberOfElements() {
    String file = folder.resolve("p.svg").toString();
    CommandRun run =
        race("-f", "powell", "--steps", "20", "adam", "nelder-mead", "-o", file).well();
    assertTrue(run.out().startsWith("powell from (3, -1, 0, 1), 20 steps\n"), run.out());
    assertTrue(run.out().contains("* a minimiser"), run.out());
    assertTrue(run.out().contains("drawn: " + file), run.out());
    race("-f", "rosenbrock", "--start", "0.5,0.5,0.5", "--steps", "2", "adam").well();
  }

  @Test
  void peopleSeeProgressAndProgramsDoNot() {
    CommandRun watched =
        CommandRun.with(
            "", true, Map.of(), "optimizers", "race", "sgd", "--steps", "2", "--rates", "1e-3");
    assertTrue(watched.out().contains("1/1 runs ["), watched.out());
    assertFalse(race("sgd", "--steps", "2").out().contains("runs ["));
  }

  @Test
  void allMistakesAtOnce() {
    race(
            "admm",
            "adam:beta3=4",
            "lion:learningRate=-1",
            "sam",
            "--function",
            "rosenbrok",
            "--steps",
            "1.5",
            "--rates",
            "0,1",
            "--tolerance",
            "a",
            "--out",
            "x.jpg")
        .refused(
            "9 things are wrong",
            "unknown optimizer 'admm'; did you mean 'adam'?",
            "adam.beta3: unknown key; did you mean 'beta1'",
            "lion: learningRate must be zero or more",
            "sam.optimizer: is required",
            "--function: unknown function 'rosenbrok'; did you mean 'rosenbrock'?",
            "--steps: should be a whole number",
            "--rates: a rate is above 0, was 0.0",
            "--tolerance: 'a' is no number",
            "--out: 'x.jpg' is no folder");
    race("levenberg-marquardt", "dp-sgd")
        .refused("levenberg-marquardt: ", "residuals", "dp-sgd: ", "gradient of each example");
    race("adam", "--start", "1,2,3", "-f", "booth").refused("--start: ", "two numbers");
    race().refused("NAME", "optimizers race --help");
  }

  /** So are those of {@code optimizers run}, in the words that were written. */
  @Test
  void runTellsAllMistakesToo() {
    CommandRun run =
        CommandRun.of(
            "optimizers",
            "run",
            "lion",
            "--function",
            "rosenbrok",
            "--start",
            "1,b",
            "--dtype",
            "int8");
    run.refused(
        "4 things are wrong",
        "lion.learningRate: is required",
        "unknown function 'rosenbrok'; did you mean 'rosenbrock'?",
        "--start: 'b' is no number",
        "int8");
    assertFalse(run.err().contains("config."), run.err());
  }
}
