package org.thalweg.nn.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;

/** Turns the records of one file into tensors. */
final class CsvTable {
  private static final Set<String> MISSING = Set.of("", "NA", "NaN", "nan", "?");

  /** The position of a column that there is not. */
  private static final int NONE = -1;

  private final CsvFormat format;
  private final String file;
  private List<String> names = List.of();
  private int[] targets = {};
  private int weight = NONE;
  private int slice = NONE;
  private int[] features = {};
  private float[] inputs = new float[1024];
  private int filled;
  private final List<Float> numbers = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<Float> weights = new ArrayList<>();
  private final List<String> slices = new ArrayList<>();
  private boolean counted;
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
    Labels vocabulary =
        Labels.of(labels.stream().filter(text -> !text.isEmpty()).toList(), format, file);
    Tensor values =
        switch (format.type()) {
          case NUMBER -> numbers();
          case CLASS -> vocabulary.indices(labels);
          case BINARY -> vocabulary.indices(labels).reshape(rows, 1).eval();
        };
    Tensor all = Tensor.of(Shape.of(rows, features.length), Arrays.copyOf(inputs, filled));
    return new CsvData(
        new Dataset(all, values, weights(), slices()),
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
    targets =
        Stream.concat(Stream.of(format.target()), format.further().stream())
            .mapToInt(name -> column(name, "target"))
            .toArray();
    weight = format.weights().isEmpty() ? NONE : column(format.weights(), "column of weights");
    slice = format.sliceBy().isEmpty() ? NONE : column(format.sliceBy(), "column of slices");
    Set<Integer> others = new HashSet<>();
    for (int position : targets) {
      if (!others.add(position) || position == weight) {
        throw new ThalwegException(
            "%s: column '%s' is a target and something else; name another one"
                .formatted(file, names.get(position)));
      }
    }
    others.add(weight);
    format.ignore().forEach(name -> others.add(column(name, "ignored column")));
    features = IntStream.range(0, names.size()).filter(i -> !others.contains(i)).toArray();
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
    if (isLeftOut(record, line)) {
      dropped++;
      return;
    }
    if (filled + features.length > inputs.length) {
      inputs = Arrays.copyOf(inputs, Math.max(2 * inputs.length, filled + features.length));
    }
    for (int feature : features) {
      inputs[filled++] = number(record, feature, line);
    }
    float factor = weight == NONE ? 1 : number(record, weight, line);
    if (factor < 0) {
      throw new ThalwegException(
          "%s: a weight is 0 or more, was %s".formatted(place(line, weight), factor));
    }
    for (int target : targets) {
      boolean missing = isMissing(record, target);
      if (format.type() == TargetType.NUMBER) {
        numbers.add(missing ? Float.NaN : number(record, target, line));
      } else {
        labels.add(missing ? "" : record.get(target).strip());
      }
      weights.add(missing ? 0 : factor);
      counted |= !missing;
    }
    if (slice != NONE) {
      slices.add(record.get(slice).strip());
    }
    rows++;
  }

  private static boolean isMissing(List<String> record, int column) {
    return MISSING.contains(record.get(column).strip());
  }

  /** Returns whether a row is left out for missing values. */
  private boolean isLeftOut(List<String> record, int line) {
    IntStream needed =
        IntStream.concat(
            Arrays.stream(features), IntStream.of(weight, slice).filter(i -> i != NONE));
    OptionalInt gap = needed.filter(column -> isMissing(record, column)).findFirst();
    boolean fails = format.missing() == MissingValues.FAIL;
    if (gap.isEmpty() && format.absentTargets() != MissingTargets.SKIP) {
      gap = Arrays.stream(targets).filter(column -> isMissing(record, column)).findFirst();
      fails = format.absentTargets() == MissingTargets.FAIL;
    }
    if (gap.isPresent() && fails) {
      throw new ThalwegException(
          "%s: the value is missing; fill it in, or leave such rows out with missing: drop"
              .formatted(place(line, gap.getAsInt())));
    }
    return gap.isPresent();
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
        column == weight
            ? "a weight is 0 or more"
            : Arrays.stream(targets).anyMatch(target -> target == column)
                ? "if it is a label, the target's type is class or binary"
                : "correct it, or leave the column out with ignore: [%s]"
                    .formatted(names.get(column));
    throw new ThalwegException(
        "%s: '%s' is no finite number; %s".formatted(place(line, column), text, cure));
  }

  private String place(int line, int column) {
    return "%s, line %d, column %d (%s)".formatted(file, line, column + 1, names.get(column));
  }

  private Tensor numbers() {
    return Tensor.of(Shape.of(rows, targets.length), floats(numbers));
  }

  private static float[] floats(List<Float> list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i);
    }
    return values;
  }

  /** Returns how much each row counts, or each of its targets if some are missing. */
  private @Nullable Tensor weights() {
    if (!counted) {
      throw new ThalwegException("%s: no row has a target".formatted(file));
    }
    boolean complete =
        numbers.stream().noneMatch(value -> Float.isNaN(value)) && !labels.contains("");
    if (complete && weight == NONE) {
      return null;
    }
    if (targets.length == 1) {
      return Tensor.of(Shape.of(rows), floats(weights));
    }
    Tensor each = Tensor.of(Shape.of(rows, targets.length), floats(weights));
    return complete ? each.select(1, 0).eval() : each;
  }

  private @Nullable Slices slices() {
    if (slice == NONE) {
      return null;
    }
    Labels groups = new Labels(slices.stream().distinct().sorted().toList());
    return new Slices(groups.indices(slices), groups.classes());
  }
}
