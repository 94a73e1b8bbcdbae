package org.thalweg.cli.show;

import java.util.Locale;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/** Numbers as text, in English whatever the locale. */
public final class Figures {
  private Figures() {}

  /** Returns a measure with four decimals, or four digits where it is very small or large. */
  public static String measure(double value) {
    double size = Math.abs(value);
    boolean plain = value == 0 || (size >= 1e-3 && size < 1e6) || !Double.isFinite(value);
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
  }

  /** Returns a number of events in a second. */
  public static String rate(double perSecond) {
    return perSecond < 10
        ? String.format(Locale.ROOT, "%.1f", perSecond)
        : String.format(Locale.ROOT, "%,.0f", perSecond);
  }

  /** Returns a time to come such as {@code 0:05} or {@code 1:02:03}. */
  public static String clock(double seconds) {
    long whole = Math.round(Math.ceil(seconds));
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** Returns a time that has passed, such as {@code 1.2 s}. */
  public static String seconds(double seconds) {
    return seconds < 60 ? String.format(Locale.ROOT, "%.1f s", seconds) : clock(seconds) + " min";
  }

  /** Returns an element of a tensor with the digits that tell it from others of its type. */
  public static String element(Tensor tensor, long index) {
    double value = tensor.storage().getDouble(index);
    String text =
        tensor.dtype() == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
