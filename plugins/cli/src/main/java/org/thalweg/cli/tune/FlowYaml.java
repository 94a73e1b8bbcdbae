package org.thalweg.cli.tune;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thalweg.cli.protocol.JsonWriter;

/** Values as YAML on one line. */
public final class FlowYaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./-]*");
  private static final Set<String> RESERVED =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", ".nan", ".inf");

  private FlowYaml() {}

  /** Returns maps, lists, numbers, bools and texts as YAML that reads as they are. */
  public static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> text(String.valueOf(entry.getKey())) + ": " + of(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(FlowYaml::of).collect(Collectors.joining(", ", "[", "]"));
      case Double number -> number(number);
      case Float number -> number(number.doubleValue());
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      default -> text(value.toString());
    };
  }

  /** Returns settings such as {@code learningRate=0.01, model[0].units=8}. */
  public static String settings(Map<String, Object> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + of(setting.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Returns a number with all of its digits, and a power of ten where it is very small or large.
   */
  public static String number(double number) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
    }
    double size = Math.abs(number);
    if (number == 0) {
      return "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (size >= 1e-5 && size < 1e7) {
      return decimal.toPlainString();
    }
    int power = decimal.precision() - decimal.scale() - 1;
    String digits = decimal.scaleByPowerOfTen(-power).toPlainString();
    // YAML 1.1 reads a power of ten after a point and with a sign alone
    return "%s%se%s%d"
        .formatted(digits, digits.contains(".") ? "" : ".0", power < 0 ? "" : "+", power);
  }

  private static String text(String text) {
    if (PLAIN.matcher(text).matches()
        && !RESERVED.contains(text.toLowerCase(java.util.Locale.ROOT))) {
      return text;
    }
    return text.chars().anyMatch(c -> c < ' ')
        ? JsonWriter.write(text)
        : "'" + text.replace("'", "''") + "'";
  }
}
