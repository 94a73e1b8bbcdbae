package org.thalweg.nn.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;

/** Turns the records of one file into tensors. */
final class CsvTable {
  private static final Set<String> MISSING = Set.of("", "NA", "NaN", "nan", "?");

  private final CsvFormat format;
  private final String file;
  private List<String> names = List.of();
  private int target;
  private int[] features = {};
  private float[] inputs = new float[1024];
  private int filled;
  private final List<Float> numbers = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private int rows;
  private int dropped;

  CsvTable(CsvFormat format, String file) {
    this.format = format;
    this.file = file;
  }

  CsvData read(BufferedReader in) throws IOException {
    CsvReader reader = new CsvReader(in, file, format.separator().charAt(0));
    List<String> record = reader.next();
    if (record == null) {
      throw new ThalwegException(file + " is empty");
    }
    plan(record);
    if (format.header()) {
      record = reader.next();
    }
    while (record != null) {
      add(record, reader.line());
      record = reader.next();
    }
    if (rows == 0) {
      throw new ThalwegException(
          "%s has no rows%s"
              .formatted(file, dropped > 0 ? " without missing values" : " below its header"));
    }
    Labels vocabulary = Labels.of(labels, format, file);
    Tensor targets =
        switch (format.type()) {
          case NUMBER -> numbers();
          case CLASS -> vocabulary.indices(labels);
          case BINARY -> vocabulary.indices(labels).reshape(rows, 1).eval();
        };
    Tensor all = Tensor.of(Shape.of(rows, features.length), Arrays.copyOf(inputs, filled));
    return new CsvData(
        Dataset.of(all, targets),
        Arrays.stream(features).mapToObj(names::get).toList(),
        vocabulary.classes(),
        dropped);
  }

  private void plan(List<String> first) {
    names =
        format.header()
            ? first.stream().map(String::strip).toList()
            : IntStream.range(0, first.size()).mapToObj(Integer::toString).toList();
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) != i) {
        throw new ThalwegException(
            "%s, line 1: two columns are named '%s'; rename one".formatted(file, names.get(i)));
      }
    }
    target = column(format.target(), "target");
    Set<Integer> ignored =
        Set.copyOf(format.ignore().stream().map(name -> column(name, "ignored column")).toList());
    features =
        IntStream.range(0, names.size()).filter(i -> i != target && !ignored.contains(i)).toArray();
    if (features.length == 0) {
      throw new ThalwegException(
          "%s, line 1: no column is left for the inputs; is '%s' the separator?"
              .formatted(file, format.separator()));
    }
  }

  /** Returns the position of a column given by name or number. */
  private int column(String name, String what) {
    int position = names.indexOf(name);
    if (position < 0 && name.matches("-?\\d{1,6}")) {
      int number = Integer.parseInt(name);
      position = number < 0 ? number + names.size() : number;
    }
    if (position < 0 || position >= names.size()) {
      throw new ThalwegException(
          "%s has no %s '%s'%s".formatted(file, what, name, Suggestions.of(name, names)));
    }
    return position;
  }

  private void add(List<String> record, int line) {
    if (record.size() != names.size()) {
      throw new ThalwegException(
          "%s, line %d: %d fields, but line 1 has %d; add or remove a '%s', or quote fields that hold one"
              .formatted(file, line, record.size(), names.size(), format.separator()));
    }
    Integer gap = gap(record);
    if (gap != null) {
      if (format.missing() == MissingValues.FAIL) {
        throw new ThalwegException(
            "%s: the value is missing; fill it in, or leave such rows out with missing: drop"
                .formatted(place(line, gap)));
      }
      dropped++;
      return;
    }
    if (filled + features.length > inputs.length) {
      inputs = Arrays.copyOf(inputs, Math.max(2 * inputs.length, filled + features.length));
    }
    for (int feature : features) {
      inputs[filled++] = number(record, feature, line);
    }
    if (format.type() == TargetType.NUMBER) {
      numbers.add(number(record, target, line));
    } else {
      labels.add(record.get(target).strip());
    }
    rows++;
  }

  /** Returns the first column that is needed and missing, if there is one. */
  private @Nullable Integer gap(List<String> record) {
    for (int feature : features) {
      if (MISSING.contains(record.get(feature).strip())) {
        return feature;
      }
    }
    return MISSING.contains(record.get(target).strip()) ? target : null;
  }

  private float number(List<String> record, int column, int line) {
    String text = record.get(column).strip();
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value) && !Character.isLetter(text.charAt(text.length() - 1))) {
        return value;
      }
    } catch (NumberFormatException _) {
      // the error below says it better
    }
    String cure =
        column == target
            ? "if it is a label, the target's type is class or binary"
            : "correct it, or leave the column out with ignore: [%s]".formatted(names.get(column));
    throw new ThalwegException(
        "%s: '%s' is no finite number; %s".formatted(place(line, column), text, cure));
  }

  private String place(int line, int column) {
    return "%s, line %d, column %d (%s)".formatted(file, line, column + 1, names.get(column));
  }

  private Tensor numbers() {
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = numbers.get(i);
    }
    return Tensor.of(Shape.of(rows, 1), values);
  }
}
