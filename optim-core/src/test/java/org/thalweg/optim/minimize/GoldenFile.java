package org.thalweg.optim.minimize;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what golden/minimizers.py wrote. */
final class GoldenFile {
  private GoldenFile() {}

  static JsonNode part(String name) {
    try (InputStream file =
        Objects.requireNonNull(GoldenFile.class.getResourceAsStream("/golden/minimizers.json"))) {
      return JsonMapper.builder().build().readTree(file).get(name);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static double[] numbers(JsonNode array) {
    return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
  }
}
