package org.thalweg.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thalweg.api.config.Default;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Schedule;

class BinderTest {
  private static Parts.Everything bind(Map<String, ?> values) {
    Layer layer = Parts.registry().create(Kind.LAYER, "everything", values);
    return (Parts.Everything) layer;
  }

  /** Returns the problems of values, besides the ratio, which is given. */
  private static List<String> problems(String key, Object value) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("ratio", 0.5);
    values.put(key, value);
    Binder binder = new Binder(Parts.registry());
    Optional<Parts.Everything> made = binder.record(Parts.Everything.class, values, "here");
    assertEquals(binder.problems().isEmpty(), made.isPresent());
    return binder.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void defaultsStandInForWhatIsNotSaid() {
    assertEquals(
        new Parts.Everything(
            0.5,
            Schedule.constant(1e-3),
            10,
            4_000_000_000L,
            true,
            "none",
            Parts.Mode.VERY_SLOW,
            new Parts.Identity(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty()),
        bind(Map.of("ratio", 0.5)));
  }

  /** A record whose defaults are lists. */
  private record Lists(
      @Default("[0.1, 0.5]") List<Double> levels,
      @Default("[a]") List<String> names,
      @Default("[]") List<Integer> none) {}

  @Test
  void aDefaultMayBeAList() {
    Binder binder = new Binder(Parts.registry());
    assertEquals(
        Optional.of(new Lists(List.of(0.1, 0.5), List.of("a"), List.of())),
        binder.record(Lists.class, Map.of(), ""));
  }

  @Test
  void defaultsMayBeLists() {
    Binder binder = new Binder(Parts.registry());
    assertEquals(
        Optional.of(
            new Parts.Lists(
                List.of(1.0, 2.5), List.of(new Parts.Identity(), new Parts.Scale(2)), List.of())),
        binder.record(Parts.Lists.class, Map.of(), ""));
  }

  @Test
  void aKeyWithoutAValueIsNotSaid() {
    Map<String, Object> values = new HashMap<>();
    values.put("ratio", 0.5);
    values.put("count", null);
    assertEquals(10, bind(values).count());
  }

  @Test
  void valuesBecomeWhatTheRecordAsksFor() {
    Parts.Everything made =
        bind(
            Map.ofEntries(
                Map.entry("ratio", 1),
                Map.entry("rate", Map.of("name", "ramp", "slope", 2)),
                Map.entry("count", 3.0),
                Map.entry("many", 5),
                Map.entry("flag", false),
                Map.entry("text", 12),
                Map.entry("mode", "fast"),
                Map.entry("activation", Map.of("name", "scale", "factor", "1e-3")),
                Map.entry("others", List.of("identity", Map.of("name", "scale"))),
                Map.entry("weights", Map.of("a", 1, "b", "2.5")),
                Map.entry("window", Map.of("width", 4)),
                Map.entry("limit", 7)));
    assertEquals(
        new Parts.Everything(
            1,
            new Parts.Ramp(2),
            3,
            5,
            false,
            "12",
            Parts.Mode.FAST,
            new Parts.Scale(1e-3),
            List.of(new Parts.Identity(), new Parts.Scale(2)),
            Map.of("a", 1.0, "b", 2.5),
            Optional.of(new Parts.Window(4, 1)),
            Optional.of(7.0)),
        made);
  }

  @Test
  void aScheduleMayBeANumber() {
    assertEquals(Schedule.constant(0.5), bind(Map.of("ratio", 1, "rate", 0.5)).rate());
    assertEquals(Schedule.constant(0.001), bind(Map.of("ratio", 1, "rate", "constant")).rate());
  }

  @Test
  void numbers() {
    assertEquals(List.of("here.ratio: is 'much', should be a number"), problems("ratio", "much"));
    assertEquals(List.of("here.ratio: is '1d', should be a number"), problems("ratio", "1d"));
    assertEquals(List.of("here.ratio: is 'NaN', should be a number"), problems("ratio", "NaN"));
    assertEquals(List.of("here.ratio: is true, should be a number"), problems("ratio", true));
    for (String text : List.of("1e-3", "+2.", ".5", "3E2", "7")) {
      assertEquals(List.of(), problems("ratio", text), text);
    }
    assertEquals(List.of("here.count: is 1.5, should be a whole number"), problems("count", 1.5));
    assertEquals(List.of("here.count: is '3', should be a whole number"), problems("count", "3"));
    assertEquals(
        List.of("here.count: is 4000000000, should be a whole number below 2^31"),
        problems("count", 4_000_000_000L));
    assertEquals(
        List.of("here.many: is 1.0E300, should be a whole number"), problems("many", 1e300));
  }

  @Test
  void otherTypes() {
    assertEquals(List.of("here.flag: is 'yes', should be true or false"), problems("flag", "yes"));
    assertEquals(List.of("here.text: is [1], should be a text"), problems("text", List.of(1)));
    assertEquals(
        List.of("here.mode: is 'slow', should be one of fast, very-slow"),
        problems("mode", "slow"));
    assertEquals(
        List.of("here.others: is 'identity', should be a list"), problems("others", "identity"));
    assertEquals(List.of("here.weights: is 3, should be a map"), problems("weights", 3));
    assertEquals(List.of("here.window: is 3, should be a Window"), problems("window", 3));
  }

  @Test
  void pathsLeadIntoListsMapsAndRecords() {
    assertEquals(
        List.of("here.others[1].factor: is 'x', should be a number"),
        problems("others", List.of("identity", Map.of("name", "scale", "factor", "x"))));
    assertEquals(
        List.of("here.others[0]: is empty"), problems("others", Arrays.asList((Object) null)));
    assertEquals(
        List.of("here.weights.b: is 'x', should be a number"),
        problems("weights", Map.of("b", "x")));
    Map<String, Object> empty = new HashMap<>();
    empty.put("b", null);
    assertEquals(List.of("here.weights.b: is empty"), problems("weights", empty));
    assertEquals(
        List.of(
            "here.window.widht: unknown key; did you mean 'width'?",
            "here.window.width: is required"),
        problems("window", Map.of("widht", 3)));
    assertEquals(
        List.of("here.window: width must be positive, was 0"),
        problems("window", Map.of("width", 0)));
  }

  @Test
  void components() {
    assertEquals(
        List.of("here.activation: unknown activation 'scales'; did you mean 'scale'?"),
        problems("activation", "scales"));
    assertEquals(
        List.of("here.activation: lacks 'name', the name of a activation"),
        problems("activation", Map.of("factor", 1)));
    assertEquals(
        List.of("here.activation: is 3, should be the name of a activation or a map with 'name'"),
        problems("activation", 3));
    assertEquals(
        List.of("here.activation.factor: unknown key; there are none here"),
        problems("activation", Map.of("name", "identity", "factor", 1)));
    assertEquals(
        List.of("here.activation: value must be 1"),
        problems("activation", Map.of("name", "stern", "value", 2)));
  }

  @Test
  void theRecordsOwnChecksAreProblems() {
    assertEquals(
        List.of("here: ratio must be positive and finite, was -1.0"), problems("ratio", -1));
  }

  @Test
  void everythingWrongIsReportedAtOnce() {
    ConfigException error =
        assertThrows(
            ConfigException.class,
            () ->
                bind(
                    Map.of(
                        "cuont",
                        3,
                        "flag",
                        "maybe",
                        "activation",
                        Map.of("name", "scale", "factor", List.of()),
                        "window",
                        Map.of("width", -1))));
    assertEquals(5, error.problems().size(), error.getMessage());
    List<String> paths = error.problems().stream().map(Problem::path).sorted().toList();
    assertEquals(
        List.of(
            "layer.activation.factor", "layer.cuont", "layer.flag", "layer.ratio", "layer.window"),
        paths);
    String message = String.valueOf(error.getMessage());
    for (Problem problem : error.problems()) {
      assertTrue(message.contains(problem.toString()), message);
    }
    assertEquals(5, message.lines().count());
  }

  @Test
  void problemsAtTheTopHaveNoPath() {
    Binder binder = new Binder(Parts.registry());
    binder.record(Parts.Window.class, Map.of("stride", "x"), "");
    assertEquals(
        List.of("width: is required", "stride: is 'x', should be a whole number"),
        binder.problems().stream().map(Problem::toString).toList());
    assertEquals("wrong", new Problem("", "wrong").toString());
    assertThrows(ConfigException.class, binder::throwProblems);
    new Binder(Parts.registry()).throwProblems();
  }
}
