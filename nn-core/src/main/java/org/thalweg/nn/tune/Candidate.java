package org.thalweg.nn.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.thalweg.nn.pipeline.Pipeline;

/**
 * What a search tries: a pipeline, and what tells it from the others.
 *
 * @param settings keys and values, such as {@code learningRate} and 0.01
 * @param pipeline what is trained; its training data are split into folds, the data that it holds
 *     out are not looked at, its callbacks are not called
 */
public record Candidate(SequencedMap<String, Object> settings, Pipeline pipeline) {
  /** Copies the map. */
  public Candidate {
    settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
  }

  /** Returns the settings, such as {@code learningRate=0.01, optimizer.weightDecay=0}. */
  @Override
  public String toString() {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }
}
