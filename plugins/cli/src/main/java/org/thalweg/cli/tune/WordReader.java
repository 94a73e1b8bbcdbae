package org.thalweg.cli.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Problem;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.nn.tune.Axis;

/** Reads the words of a command line, and collects everything that is wrong with them. */
public final class WordReader {
  private final List<Problem> problems = new ArrayList<>();

  /** Returns what is wrong so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Adds a problem. */
  public void problem(String option, String message) {
    problems.add(new Problem(option, message));
  }

  /** Adds words that are no options. */
  public void unknown(List<String> words, List<String> options) {
    for (String word : words) {
      problem(
          "",
          word.startsWith("-")
              ? "unknown option '%s'%s".formatted(word, Suggestions.of(word, options))
              : "unknown argument '%s'".formatted(word));
    }
  }

  /** Returns a whole number of at least some size, or what is usual. */
  public long whole(String option, @Nullable String text, long least, long usual) {
    if (text == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least) {
        return number;
      }
      problem(option, "must be %d or more, was %d".formatted(least, number));
    } catch (NumberFormatException _) {
      problem(option, "'%s' is no whole number".formatted(text));
    }
    return usual;
  }

  /** Returns a whole number that fits 31 bits, or what is usual. */
  public int small(String option, @Nullable String text, int least, int usual) {
    long number = whole(option, text, least, usual);
    if (number > Integer.MAX_VALUE) {
      problem(option, "must be at most %d, was %d".formatted(Integer.MAX_VALUE, number));
      return usual;
    }
    return (int) number;
  }

  /** Returns learning rates, none if there is no text. */
  public List<Double> rates(String option, @Nullable String text) {
    if (text == null || text.equals(TuneWords.KEEP)) {
      return List.of();
    }
    return collected(option, () -> DoubleStream.of(Values.rates(text)).boxed().toList(), List.of());
  }

  /** Returns the axes of words, each a key, an equals sign, and values. */
  public List<Axis> axes(String option, List<String> words) {
    List<Axis> axes = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        problem(
            option,
            "'%s' should be KEY=VALUES, such as optimizer.weightDecay=0,1e-4,1e-2".formatted(word));
        continue;
      }
      String key = word.substring(0, equals).strip();
      if (axes.stream().anyMatch(axis -> axis.key().equals(key))) {
        problem(option, "%s is there twice; give all of its values at once".formatted(key));
        continue;
      }
      List<Object> values =
          collected(option + " " + key, () -> Values.of(word.substring(equals + 1)), List.of());
      if (!values.isEmpty()) {
        collected(option, () -> axes.add(new Axis(key, values)), false);
      }
    }
    return axes;
  }

  private <T> T collected(String option, Supplier<T> work, T otherwise) {
    try {
      return work.get();
    } catch (ThalwegException e) {
      problem(option, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }
}
