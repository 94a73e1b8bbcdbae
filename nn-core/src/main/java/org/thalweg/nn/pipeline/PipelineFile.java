package org.thalweg.nn.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Problem;
import org.thalweg.api.plugin.Registry;

/**
 * A pipeline's file, of which pipelines with other settings are made. A setting is a path, such as
 * {@code optimizer.weightDecay} or {@code model[1].units}, and the value in the file's place. The
 * file and its data are read once. Thread-safe.
 */
public final class PipelineFile {
  private final Path file;
  private final Yaml yaml;
  private final Registry registry;
  private final Tables tables = new Tables();

  private PipelineFile(Path file, Registry registry) {
    this.file = file;
    this.yaml = Yaml.read(file);
    this.registry = registry;
  }

  /**
   * Reads a YAML file; paths of files in it are relative to it.
   *
   * @param file its keys are the components of {@link PipelineConfig}
   * @param registry finds components by name
   * @throws ThalwegException if it does not exist or is no YAML map
   */
  public static PipelineFile read(Path file, Registry registry) {
    return new PipelineFile(file, registry);
  }

  /**
   * Returns the pipeline as it stands in the file.
   *
   * @throws org.thalweg.api.plugin.ConfigException if anything in it is wrong; all of it is
   *     reported, each with its line and path
   */
  public Pipeline pipeline() {
    return pipeline(Map.of());
  }

  /**
   * Returns the pipeline with some settings.
   *
   * @throws org.thalweg.api.plugin.ConfigException if anything in it is wrong; all of it is
   *     reported, each with its line and path
   */
  public Pipeline pipeline(Map<String, Object> settings) {
    return new PipelineReader(yaml.with(settings), file, registry, tables).read();
  }

  /**
   * Returns what is wrong with the pipeline with some settings, each with the path of its value.
   */
  public List<Problem> problems(Map<String, Object> settings) {
    List<Problem> problems = new ArrayList<>();
    for (Map.Entry<String, Object> setting : settings.entrySet()) {
      try {
        var _ = Paths.set(yaml.values(), setting.getKey(), setting.getValue());
      } catch (ThalwegException e) {
        problems.add(new Problem(setting.getKey(), String.valueOf(e.getMessage())));
      }
    }
    return problems.isEmpty()
        ? new PipelineReader(yaml.with(settings), file, registry, tables).problems()
        : problems;
  }

  /**
   * Returns the values of the file with some settings: maps, lists, numbers, bools and texts.
   *
   * @throws ThalwegException if a setting has no path
   */
  public Map<String, Object> values(Map<String, Object> settings) {
    return yaml.with(settings).values();
  }

  /** Returns a value by its path in the values of a file, if it is there. */
  public static Optional<Object> value(Map<String, Object> values, String path) {
    return Paths.get(values, path);
  }

  /** Returns the line of a value, or of the nearest around it; 0 if there is none. */
  public int line(String path) {
    return yaml.line(path);
  }
}
