package org.thalweg.cli.plot;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * Draws curves as SVG: values on the left, gradients on the right. Its colours are readable on
 * light and dark ground; its numbers are rounded, so that its bytes are the same on all machines.
 */
public final class SvgPlot {
  /** The colours of curves, each of a contrast above 3 to white and to near-black. */
  static final List<String> COLOURS = List.of("#2f81f7", "#d4761a", "#2da44e");

  /** The colour of text and axes. */
  static final String TEXT = "#808894";

  private static final List<String> DASHES = List.of("", "7 3", "2 3");
  private static final double LEFT = 52;
  private static final double TOP = 26;
  private static final double WIDTH = 290;
  private static final double HEIGHT = 180;
  private static final double GAP = 70;
  private static final double LINE = 18;

  private final Svg svg;

  private SvgPlot(Svg svg) {
    this.svg = svg;
  }

  /**
   * Returns a drawing.
   *
   * @param title what readers that do not see it are told
   * @param curves at most three curves of the same predictions
   */
  public static String of(String title, List<Curve> curves) {
    double width = LEFT + 2 * WIDTH + GAP + 10;
    double height = TOP + HEIGHT + 44 + (curves.size() > 1 ? LINE : 0);
    SvgPlot plot = new SvgPlot(new Svg(title, width, height));
    plot.panel("value", "v", LEFT, curves, Curve::value);
    plot.panel("gradient", "g", LEFT + WIDTH + GAP, curves, Curve::gradient);
    if (curves.size() > 1) {
      plot.legend(curves, TOP + HEIGHT + 44 + 4);
    }
    return plot.svg.end();
  }

  private void panel(
      String title, String id, double left, List<Curve> curves, Function<Curve, double[]> y) {
    double[] x = curves.getFirst().x();
    Scale across = new Scale(x[0], x[x.length - 1]);
    Scale up = Scale.of(Scale.join(curves.stream().map(y).toList()));
    svg.clip(id, left, TOP, WIDTH, HEIGHT);
    text(left + WIDTH / 2, TOP - 10, "middle", title);
    text(left + WIDTH / 2, TOP + HEIGHT + 34, "middle", "prediction");
    for (BigDecimal tick : across.ticks()) {
      double at = left + WIDTH * across.at(tick.doubleValue());
      rule(at, TOP, at, TOP + HEIGHT, tick.signum() == 0);
      text(at, TOP + HEIGHT + 16, "middle", Scale.label(tick));
    }
    for (BigDecimal tick : up.ticks()) {
      double at = TOP + HEIGHT * (1 - up.at(tick.doubleValue()));
      rule(left, at, left + WIDTH, at, tick.signum() == 0);
      text(left - 6, at + 4, "end", Scale.label(tick));
    }
    // The first is the default and lies on top.
    for (int i = curves.size() - 1; i >= 0; i--) {
      svg.line(
          "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s clip-path=\"url(#%s)\"/>",
          path(curves.get(i).x(), y.apply(curves.get(i)), left, across, up),
          COLOURS.get(i),
          dash(i),
          id);
    }
  }

  private void legend(List<Curve> curves, double top) {
    double at = LEFT;
    for (int i = 0; i < curves.size(); i++) {
      svg.line(
          "<path d=\"M%s %sh28\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
          Svg.number(at), Svg.number(top), COLOURS.get(i), dash(i));
      text(at + 34, top + 4, "start", curves.get(i).label());
      at += 60 + 7.5 * curves.get(i).label().length();
    }
  }

  private static String dash(int curve) {
    String dash = DASHES.get(curve);
    return dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
  }

  private static String path(double[] x, double[] y, double left, Scale across, Scale up) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(y[i])) {
        pen = false;
        continue;
      }
      // Far outside the panel the line is only kept upright.
      double high = Math.clamp(up.at(y[i]), -1, 2);
      path.append(pen ? 'L' : 'M').append(Svg.number(left + WIDTH * across.at(x[i])));
      path.append(' ').append(Svg.number(TOP + HEIGHT * (1 - high)));
      pen = true;
    }
    return path.toString();
  }

  private void rule(double x1, double y1, double x2, double y2, boolean zero) {
    svg.line(
        "<path d=\"M%s %sL%s %s\" stroke=\"%s\" stroke-opacity=\"%s\"/>",
        Svg.number(x1),
        Svg.number(y1),
        Svg.number(x2),
        Svg.number(y2),
        TEXT,
        zero ? "0.9" : "0.25");
  }

  private void text(double x, double y, String anchor, String text) {
    svg.text(x, y, anchor, TEXT, text);
  }
}
