package org.thalweg.cli.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Problem;

/** Collects what is wrong in words of a user's, so that all of it is told at once. */
public final class Mistakes {
  private final List<Problem> problems = new ArrayList<>();

  /** Adds a mistake. */
  public void add(String path, String message) {
    problems.add(new Problem(path, message));
  }

  /** Adds the mistakes that a reader found. */
  public void addAll(List<Problem> found) {
    problems.addAll(found);
  }

  /** Adds a mistake unless something is true. */
  public void require(boolean condition, String path, String message) {
    if (!condition) {
      add(path, message);
    }
  }

  /**
   * Returns what is read, or nothing if that fails, which is kept.
   *
   * @param path what messages start with; nothing if empty
   */
  public <T> Optional<T> attempt(String path, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (ConfigException e) {
      addAll(e.problems());
    } catch (ThalwegException e) {
      add(path, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /**
   * Ends here if there are mistakes.
   *
   * @throws ConfigException with all of them
   */
  public void tell() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
