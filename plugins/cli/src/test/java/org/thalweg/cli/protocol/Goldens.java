package org.thalweg.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers of other libraries, which the modules of losses and optimizers keep. */
final class Goldens {
  private Goldens() {}

  static Map<String, Object> file(String module, String name) {
    try {
      return Json.object(
          Files.readString(
              Path.of("../../%s/src/test/resources/golden/%s.json".formatted(module, name))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> cases(Map<String, Object> file) {
    return (List<Map<String, Object>>) get(file, "cases");
  }

  static Object get(Map<String, Object> map, String key) {
    return Objects.requireNonNull(map.get(key), () -> key + " in " + map);
  }

  /** Requires nested lists and maps of numbers that are alike. */
  static void assertClose(
      @Nullable Object expected,
      @Nullable Object actual,
      double relative,
      double least,
      String what) {
    switch (expected) {
      case Number number -> {
        double wanted = number.doubleValue();
        double given = ((Number) Objects.requireNonNull(actual, what)).doubleValue();
        boolean alike =
            Double.compare(wanted, given) == 0
                || Math.abs(wanted - given) <= Math.max(least, relative * Math.abs(wanted));
        assertTrue(alike, () -> "%s: %s, should be %s".formatted(what, given, wanted));
      }
      case List<?> list -> {
        List<?> others = (List<?>) Objects.requireNonNull(actual, what);
        assertEquals(list.size(), others.size(), what);
        for (int i = 0; i < list.size(); i++) {
          assertClose(list.get(i), others.get(i), relative, least, what + "[" + i + "]");
        }
      }
      case Map<?, ?> map -> {
        Map<?, ?> others = (Map<?, ?>) Objects.requireNonNull(actual, what);
        assertEquals(map.keySet(), others.keySet(), what);
        map.forEach(
            (key, value) -> assertClose(value, others.get(key), relative, least, what + "." + key));
      }
      case null, default -> assertEquals(expected, actual, what);
    }
  }
}
