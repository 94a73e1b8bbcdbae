package org.thalweg.cli.tune;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thalweg.nn.pipeline.PipelineFile;

/**
 * Settings as YAML for a pipeline's file.
 *
 * @param file the file
 * @param settings values by their paths
 */
public record Choice(PipelineFile file, Map<String, Object> settings) {
  private static final Set<String> WHOLE = Set.of("optimizer", "loss");

  /**
   * Returns the lines to put into the file: optimizer and loss as a whole, of other sections the
   * values that change, with their place.
   */
  public List<String> lines() {
    Set<String> lines = new LinkedHashSet<>();
    Map<String, Object> values = file.values(settings);
    for (String path : settings.keySet()) {
      String section = path.split("[.\\[]", 2)[0];
      if (WHOLE.contains(section)) {
        lines.add(section + ": " + FlowYaml.of(values.get(section)));
      } else {
        int cut = path.lastIndexOf('.');
        int line = file.line(path);
        lines.add(
            "%s: %s  # %s%s"
                .formatted(
                    path.substring(cut + 1),
                    FlowYaml.of(settings.get(path)),
                    cut < 0 ? "" : "in " + path.substring(0, cut),
                    line == 0 ? "" : ", line " + line));
      }
    }
    return List.copyOf(lines);
  }

  /**
   * Returns the whole file with these settings, without its comments.
   *
   * @param comment what its first line says
   * @param data where the data are, seen from the new file
   */
  public String text(String comment, String data) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("data.file", data);
    StringBuilder text = new StringBuilder("# " + comment + "\n");
    file.values(all)
        .forEach((key, value) -> {
          if (value instanceof List<?> list && !list.isEmpty()) {
            text.append(key).append(":\n");
            list.forEach(entry -> text.append("  - ").append(FlowYaml.of(entry)).append('\n'));
          } else if (value instanceof Map<?, ?> map && !map.isEmpty() && !WHOLE.contains(key)) {
            text.append(key).append(":\n");
            map.forEach((name, entry) ->
                text.append("  %s: %s%n".formatted(name, FlowYaml.of(entry)).replace("\r", "")));
          } else {
            text.append(key).append(": ").append(FlowYaml.of(value)).append('\n');
          }
        });
    return text.toString();
  }
}
