package org.thalweg.cli.plot;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Draws numbers over positive ones on a logarithmic axis as SVG. Its colours are readable on light
 * and dark ground; its numbers are rounded, so that its bytes are the same on all machines.
 */
public final class LogChart {
  private static final List<String> COLOURS =
      List.of("#2f81f7", "#d4761a", "#2da44e", "#bf5af2", "#e5534b", "#909000");
  private static final String TEXT = "#808894";
  private static final double LEFT = 70;
  private static final double TOP = 40;
  private static final double WIDTH = 560;
  private static final double HEIGHT = 280;
  private static final double LINE = 18;
  private static final double MARGIN = 0.03;

  /** How a series is drawn. */
  private enum Form {
    LINE,
    DOTS,
    ERRORS
  }

  /**
   * Numbers over positive ones.
   *
   * @param label what they are
   * @param form how they are drawn
   * @param x positive numbers, ascending
   * @param y a number at each; what is not finite is left out
   * @param error how far a bar goes up and down from each, empty if there are none
   */
  public record Series(String label, Form form, double[] x, double[] y, double[] error) {
    /** Returns a line. */
    public static Series line(String label, double[] x, double[] y) {
      return new Series(label, Form.LINE, x, y, new double[0]);
    }

    /** Returns faint dots, which do not decide what part of the axis is drawn. */
    public static Series dots(String label, double[] x, double[] y) {
      return new Series(label, Form.DOTS, x, y, new double[0]);
    }

    /** Returns dots on a line, with bars. */
    public static Series errors(String label, double[] x, double[] y, double[] error) {
      return new Series(label, Form.ERRORS, x, y, error);
    }

    private DoubleStream extent() {
      return switch (form) {
        case LINE -> DoubleStream.of(y);
        case DOTS -> DoubleStream.empty();
        case ERRORS -> DoubleStream.concat(ends(-1), ends(1));
      };
    }

    private DoubleStream ends(int side) {
      return java.util.stream.IntStream.range(0, y.length).mapToDouble(i -> y[i] + side * error[i]);
    }
  }

  /**
   * A place on the logarithmic axis.
   *
   * @param label what is there
   * @param x where
   */
  public record Mark(String label, double x) {}

  private final StringBuilder svg = new StringBuilder();
  private final Scale across;
  private final Scale up;

  private LogChart(Scale across, Scale up) {
    this.across = across;
    this.up = up;
  }

  /**
   * Returns a drawing.
   *
   * @param title what stands above
   * @param xLabel what the logarithmic axis is
   * @param yLabel what the other is
   * @param series the numbers; the first lies on top
   * @param marks vertical lines
   */
  public static String of(
      String title, String xLabel, String yLabel, List<Series> series, List<Mark> marks) {
    double[] x =
        series.stream().flatMapToDouble(one -> DoubleStream.of(one.x)).map(Math::log10).toArray();
    double low = DoubleStream.of(x).min().orElse(0);
    double high = DoubleStream.of(x).max().orElse(1);
    double margin = Math.max(MARGIN * (high - low), 0.02);
    double[] y = series.stream().flatMapToDouble(Series::extent).toArray();
    LogChart chart = new LogChart(new Scale(low - margin, high + margin), Scale.of(y));
    chart.draw(title, xLabel, yLabel, series, marks);
    return chart.svg.toString();
  }

  private void draw(
      String title, String xLabel, String yLabel, List<Series> series, List<Mark> marks) {
    double width = LEFT + WIDTH + 20;
    double height = TOP + HEIGHT + 44 + LINE * series.size() + 6;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\">",
        number(width), number(height), number(width), number(height));
    line("<title>%s</title>", escape(title));
    line(
        "<clipPath id=\"c\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>",
        number(LEFT), number(TOP), number(WIDTH), number(HEIGHT));
    text(LEFT, TOP - 26, "start", yLabel);
    text(LEFT + WIDTH / 2, TOP + HEIGHT + 34, "middle", xLabel);
    decades();
    for (BigDecimal tick : up.ticks()) {
      double at = y(tick.doubleValue());
      rule(LEFT, at, LEFT + WIDTH, at, "0.25");
      text(LEFT - 6, at + 4, "end", Scale.label(tick));
    }
    marks(marks);
    for (int i = series.size() - 1; i >= 0; i--) {
      series(series.get(i), COLOURS.get(i % COLOURS.size()));
    }
    for (int i = 0; i < series.size(); i++) {
      double at = TOP + HEIGHT + 48 + LINE * (i + 0.5);
      line(
          "<path d=\"M%s %sh22\" stroke=\"%s\" stroke-width=\"%s\"/>",
          number(LEFT),
          number(at - 4),
          COLOURS.get(i % COLOURS.size()),
          series.get(i).form == Form.DOTS ? "5\" stroke-dasharray=\"5 4" : "2");
      text(LEFT + 30, at, "start", series.get(i).label);
    }
    line("</svg>");
  }

  /** Draws powers of ten with their numbers, and twos to nines between them if there are few. */
  private void decades() {
    int first = (int) Math.floor(across.low());
    int last = (int) Math.ceil(across.high());
    boolean few = last - first <= 4;
    for (int power = first; power <= last; power++) {
      for (int digit = 1; digit <= (few ? 9 : 1); digit++) {
        double at = power + Math.log10(digit);
        if (!across.holds(at)) {
          continue;
        }
        double left = LEFT + WIDTH * across.at(at);
        rule(left, TOP, left, TOP + HEIGHT, digit == 1 ? "0.4" : "0.12");
        boolean labelled = digit == 1 || few && last - first <= 3 && (digit == 2 || digit == 5);
        if (labelled) {
          text(left, TOP + HEIGHT + 16, "middle", digit + "e" + power);
        }
      }
    }
  }

  /** Draws marks; labels that would lie on each other stand on two lines. */
  private void marks(List<Mark> marks) {
    for (int i = 0; i < marks.size(); i++) {
      double at = x(marks.get(i).x);
      line(
          "<path d=\"M%s %sV%s\" stroke=\"%s\" stroke-opacity=\"0.9\" stroke-dasharray=\"4 3\"/>",
          number(at), number(TOP), number(TOP + HEIGHT), TEXT);
      text(at, TOP - 4 - (i % 2) * 13, "middle", marks.get(i).label);
    }
  }

  private void series(Series one, String colour) {
    if (one.form != Form.DOTS) {
      line(
          "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" clip-path=\"url(#c)\"/>",
          path(one), colour);
    }
    for (int i = 0; i < one.x.length && one.form != Form.LINE; i++) {
      if (!Double.isFinite(one.y[i])) {
        continue;
      }
      line(
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"%s clip-path=\"url(#c)\"/>",
          number(x(one.x[i])),
          number(y(one.y[i])),
          one.form == Form.DOTS ? "2" : "3.5",
          colour,
          one.form == Form.DOTS ? " fill-opacity=\"0.6\"" : "");
      if (one.form == Form.ERRORS && Double.isFinite(one.error[i])) {
        line(
            "<path d=\"M%s %sV%s\" stroke=\"%s\" stroke-width=\"1.5\" clip-path=\"url(#c)\"/>",
            number(x(one.x[i])),
            number(y(one.y[i] - one.error[i])),
            number(y(one.y[i] + one.error[i])),
            colour);
      }
    }
  }

  private String path(Series one) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < one.x.length; i++) {
      if (!Double.isFinite(one.y[i])) {
        pen = false;
        continue;
      }
      path.append(pen ? 'L' : 'M').append(number(x(one.x[i])));
      path.append(' ').append(number(y(one.y[i])));
      pen = true;
    }
    return path.toString();
  }

  private double x(double number) {
    return LEFT + WIDTH * across.at(Math.log10(number));
  }

  /** Returns where a number lies; far outside it is only kept upright. */
  private double y(double number) {
    return TOP + HEIGHT * (1 - Math.clamp(up.at(number), -1, 2));
  }

  private void rule(double x1, double y1, double x2, double y2, String opacity) {
    line(
        "<path d=\"M%s %sL%s %s\" stroke=\"%s\" stroke-opacity=\"%s\"/>",
        number(x1), number(y1), number(x2), number(y2), TEXT, opacity);
  }

  private void text(double x, double y, String anchor, String text) {
    line(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        number(x), number(y), anchor, TEXT, escape(text));
  }

  private void line(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Returns a number with one decimal, none if it is whole. */
  private static String number(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
