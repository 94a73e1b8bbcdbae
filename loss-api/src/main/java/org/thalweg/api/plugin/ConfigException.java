package org.thalweg.api.plugin;

import java.util.List;
import java.util.stream.Collectors;
import org.thalweg.api.ThalwegException;

/** Everything that is wrong in a configuration, reported at once. */
public final class ConfigException extends ThalwegException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Creates the report. */
  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns what is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
