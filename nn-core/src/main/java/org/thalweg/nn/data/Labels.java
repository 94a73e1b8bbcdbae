package org.thalweg.nn.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;

/**
 * The classes of a target column.
 *
 * @param classes the labels by index
 */
record Labels(List<String> classes) {
  static Labels of(List<String> labels, CsvFormat format, String file) {
    List<String> distinct = new ArrayList<>(labels.stream().distinct().toList());
    distinct.sort(
        distinct.stream().allMatch(Labels::isNumber)
            ? Comparator.comparingDouble(Double::parseDouble)
            : Comparator.naturalOrder());
    if (format.type() == TargetType.BINARY) {
      if (distinct.size() != 2) {
        throw new ThalwegException(
            "%s: a binary target has two labels, column '%s' has %d%s; is its type class?"
                .formatted(
                    file,
                    format.target(),
                    distinct.size(),
                    distinct.size() > 10 ? "" : " " + distinct));
      }
      String positive = format.positive();
      if (!positive.isEmpty() && !distinct.contains(positive)) {
        throw new ThalwegException(
            "%s: no label is '%s', the positive one%s"
                .formatted(file, positive, Suggestions.of(positive, distinct)));
      }
      if (distinct.getFirst().equals(positive)) {
        Collections.swap(distinct, 0, 1);
      }
    }
    return new Labels(List.copyOf(distinct));
  }

  private static boolean isNumber(String label) {
    try {
      Double.parseDouble(label);
      return true;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /** Returns the index of each label, int32; 0 for what is no label. */
  Tensor indices(List<String> labels) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      index.put(classes.get(i), i);
    }
    return Tensor.of(labels.stream().mapToInt(label -> index.getOrDefault(label, 0)).toArray());
  }
}
