package org.thalweg.cli.plot;

import java.util.Locale;

/**
 * A drawing in SVG under way. Its numbers are rounded to tenths, so that its bytes are the same on
 * all machines.
 */
final class Svg {
  private final StringBuilder svg = new StringBuilder();

  /**
   * Starts a drawing.
   *
   * @param title what readers that do not see it are told
   */
  Svg(String title, double width, double height) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\">",
        number(width), number(height), number(width), number(height));
    line("<title>%s</title>", escape(title));
  }

  /** Adds a line of SVG. */
  void line(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Adds a rectangle outside which nothing is drawn of what names it. */
  void clip(String id, double left, double top, double width, double height) {
    line(
        "<clipPath id=\"%s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>",
        id, number(left), number(top), number(width), number(height));
  }

  /**
   * Adds text.
   *
   * @param anchor what of the text stands at x: its start, middle or end
   */
  void text(double x, double y, String anchor, String colour, String text) {
    line(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        number(x), number(y), anchor, colour, escape(text));
  }

  /** Returns the whole drawing. */
  String end() {
    return svg + "</svg>\n";
  }

  /** Returns a number with one decimal, none if it is whole. */
  static String number(double number) {
    double tenths = Math.rint(number * 10);
    long whole = (long) tenths;
    String sign = whole < 0 ? "-" : "";
    long size = Math.abs(whole);
    return size % 10 == 0 ? sign + size / 10 : sign + size / 10 + "." + size % 10;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
