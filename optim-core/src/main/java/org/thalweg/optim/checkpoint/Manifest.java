package org.thalweg.optim.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.thalweg.api.ThalwegException;

/**
 * What a checkpoint is of.
 *
 * @param optimizer the name of the optimizer or minimizer, or that of its class if it has none
 * @param configuration its hyper-parameters, as JSON
 * @param schedule its learning rate, as JSON; empty if it has none
 * @param step the number of steps done
 * @param key the random key that steps derive theirs from, if there is one
 * @param run what else the state is of, as options by path; see {@link Description#flat}
 */
public record Manifest(
    String optimizer,
    String configuration,
    String schedule,
    long step,
    OptionalLong key,
    SequencedMap<String, String> run) {
  /** The version of what is written. A file of a later version is refused. */
  static final int VERSION = 1;

  private static final String FORMAT = "thalweg.format";
  private static final String OPTIMIZER = "thalweg.optimizer";
  private static final String CONFIGURATION = "thalweg.configuration";
  private static final String SCHEDULE = "thalweg.schedule";
  private static final String STEP = "thalweg.step";
  private static final String KEY = "thalweg.key";
  private static final String RUN = "thalweg.run";

  /** Copies the map. */
  public Manifest {
    run = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(run));
  }

  /** Returns the manifest of the state of an optimizer or minimizer. */
  public static Manifest of(Object optimizer, long step, OptionalLong key) {
    return new Manifest(
        Description.name(optimizer),
        Description.json(optimizer),
        Description.rate(optimizer).orElse(""),
        step,
        key,
        new LinkedHashMap<>());
  }

  /** Returns this after another number of steps. */
  public Manifest at(long steps) {
    return new Manifest(optimizer, configuration, schedule, steps, key, run);
  }

  /** Returns this with what else the state is of. */
  public Manifest run(SequencedMap<String, String> options) {
    return new Manifest(optimizer, configuration, schedule, step, key, options);
  }

  /** Returns this as texts for the header of a file. */
  SequencedMap<String, String> metadata() {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, Integer.toString(VERSION));
    metadata.put(OPTIMIZER, optimizer);
    metadata.put(CONFIGURATION, configuration);
    metadata.put(SCHEDULE, schedule);
    metadata.put(STEP, Long.toString(step));
    key.ifPresent(number -> metadata.put(KEY, Long.toString(number)));
    if (!run.isEmpty()) {
      metadata.put(RUN, Json.write(run));
    }
    return metadata;
  }

  /**
   * Reads texts of a header.
   *
   * @throws ThalwegException if they are not those of a checkpoint, or of a later version
   */
  static Manifest of(Map<String, String> metadata) {
    String version = metadata.get(FORMAT);
    if (version == null) {
      throw new ThalwegException(
          "is a safetensors file, but no checkpoint: its header has no '%s'".formatted(FORMAT));
    }
    if (number(version, FORMAT) > VERSION) {
      throw new ThalwegException(
          "is of version %s, this program reads versions up to %d".formatted(version, VERSION));
    }
    String key = metadata.get(KEY);
    return new Manifest(
        text(metadata, OPTIMIZER),
        text(metadata, CONFIGURATION),
        text(metadata, SCHEDULE),
        number(text(metadata, STEP), STEP),
        key == null ? OptionalLong.empty() : OptionalLong.of(number(key, KEY)),
        options(metadata.getOrDefault(RUN, "{}")));
  }

  private static SequencedMap<String, String> options(String text) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    try {
      Json.object(text).forEach((key, value) -> options.put(key, value.toString()));
    } catch (ThalwegException e) {
      throw new ThalwegException("is damaged: its '%s': %s".formatted(RUN, e.getMessage()), e);
    }
    return options;
  }

  private static String text(Map<String, String> metadata, String name) {
    String text = metadata.get(name);
    if (text == null) {
      throw new ThalwegException("is damaged: its header has no '%s'".formatted(name));
    }
    return text;
  }

  private static long number(String text, String name) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ThalwegException(
          "is damaged: '%s' is '%s', should be a whole number".formatted(name, text), e);
    }
  }
}
