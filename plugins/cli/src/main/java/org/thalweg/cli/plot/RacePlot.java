package org.thalweg.cli.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws ways down a function as SVG: on its contours, if it is one of two numbers, and their values
 * step by step. Its ground is white; colours can be told apart by the colour-blind too, and from
 * the ground.
 */
public final class RacePlot {
  /** The colours of ways, each of a contrast above 3 to white. */
  static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#aa3377", "#8c6d00", "#332288", "#000000");

  /** The ground of contours, from the lowest to the highest. */
  private static final int[] LOWEST = {0x86, 0x9f, 0xbd};

  private static final int[] HIGHEST = {0xfa, 0xfb, 0xfd};
  private static final String TEXT = "#3a424d";
  private static final String FAINT = "#6a737f";
  private static final List<String> DASHES = List.of("", "6 3", "2 2.5", "9 3 2 3");
  private static final int LEVELS = 14;
  private static final double LEFT = 52;
  private static final double TOP = 64;
  private static final double SIZE = 400;
  private static final double GAP = 78;
  private static final double LINE = 20;
  private static final double NEAR = 0.35;

  private final Svg svg;
  private final List<Way> ways;

  private RacePlot(Svg svg, List<Way> ways) {
    this.svg = svg;
    this.ways = ways;
  }

  /**
   * Returns a drawing.
   *
   * @param title what it shows, in a line
   * @param axis what is counted from left to right
   * @param landscape what the ways are drawn on, or null to draw their values alone
   * @param ways the ways, the best first
   */
  public static String of(
      String title, String axis, @Nullable Landscape landscape, List<Way> ways) {
    double width = LEFT + SIZE + (landscape == null ? SIZE * 0.6 : GAP + SIZE) + 24;
    int across = landscape == null ? 2 : 3;
    int rows = Math.ceilDiv(ways.size(), across);
    double height = TOP + SIZE + 58 + LINE * rows + (landscape == null ? 0 : LINE) + 10;
    RacePlot plot = new RacePlot(new Svg(title, width, height), ways);
    plot.svg.line(
        "<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>",
        Svg.number(width), Svg.number(height));
    plot.svg.line(
        "<text x=\"%s\" y=\"26\" font-size=\"15\" font-weight=\"bold\" fill=\"%s\">%s</text>",
        Svg.number(LEFT), TEXT, Svg.escape(title));
    double left = LEFT;
    double wide = SIZE * 1.6;
    if (landscape != null) {
      plot.ground(new Panel(LEFT, SIZE, "p"), landscape);
      left = LEFT + SIZE + GAP;
      wide = SIZE;
    }
    plot.values(new Panel(left, wide, "v"), axis);
    plot.legend(TOP + SIZE + 66, (width - LEFT - 24) / across, across, landscape != null);
    return plot.svg.end();
  }

  /**
   * A part of the drawing.
   *
   * @param left where it starts
   * @param wide its width
   * @param id what its clip is called
   */
  private record Panel(double left, double wide, String id) {
    double x(double at) {
      return left + wide * Math.clamp(at, -2, 3);
    }

    double y(double at) {
      return TOP + SIZE * (1 - Math.clamp(at, -2, 3));
    }
  }

  private void ground(Panel panel, Landscape landscape) {
    double[] x = landscape.heights().x();
    double[] y = landscape.heights().y();
    Scale across = new Scale(x[0], x[x.length - 1]);
    Scale up = new Scale(y[0], y[y.length - 1]);
    svg.clip(panel.id, panel.left, TOP, panel.wide, SIZE);
    svg.text(panel.left, TOP - 10, "start", FAINT, "paths, on contours of the function");
    rectangle(panel, band(0), "none");
    double[] levels = levels(landscape.heights());
    Grid fenced = landscape.heights().fenced();
    for (int i = 0; i < levels.length; i++) {
      StringBuilder path = new StringBuilder();
      for (double[][] line : Contours.of(fenced, levels[i])) {
        double[][] at = new double[line.length][];
        for (int k = 0; k < at.length; k++) {
          at[k] = new double[] {panel.x(across.at(line[k][0])), panel.y(up.at(line[k][1]))};
        }
        path.append(path(at)).append('Z');
      }
      svg.line(
          "<path d=\"%s\" fill=\"%s\" fill-rule=\"evenodd\" stroke=\"#ffffff\" stroke-width=\"0.6\" clip-path=\"url(#%s)\"/>",
          path, band((i + 1.0) / levels.length), panel.id);
    }
    for (int i = ways.size() - 1; i >= 0; i--) {
      Way way = ways.get(i);
      List<double[]> at = new ArrayList<>();
      for (double[] point : way.points()) {
        if (!Double.isFinite(point[0]) || !Double.isFinite(point[1])) {
          break;
        }
        at.add(new double[] {panel.x(across.at(point[0])), panel.y(up.at(point[1]))});
      }
      double[][] line = at.toArray(double[][]::new);
      stroke(path(line), i, panel, true);
      mark(line, i, panel, way.diverged());
    }
    for (double[] minimum : landscape.minima()) {
      if (across.holds(minimum[0]) && up.holds(minimum[1])) {
        star(panel.x(across.at(minimum[0])), panel.y(up.at(minimum[1])));
      }
    }
    double[] start = landscape.start();
    ring(panel.x(across.at(start[0])), panel.y(up.at(start[1])));
    frame(panel);
    acrossTicks(panel, across);
    for (BigDecimal tick : up.ticks()) {
      double at = panel.y(up.at(tick.doubleValue()));
      tick(panel.left - 4, at, panel.left, at);
      svg.text(panel.left - 8, at + 4, "end", FAINT, Scale.label(tick));
    }
  }

  /** Returns levels that are evenly spaced in their logarithm, over six powers of ten at most. */
  private static double[] levels(Grid heights) {
    double[] all = Scale.join(List.of(heights.values()));
    double[] sorted =
        java.util.Arrays.stream(all)
            .filter(height -> height > 0 && Double.isFinite(height))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return new double[0];
    }
    double high = Math.log10(sorted[(int) (0.99 * (sorted.length - 1))]);
    double low = Math.max(high - 6, Math.log10(sorted[sorted.length / 500]));
    return IntStream.range(0, LEVELS)
        .mapToDouble(i -> Math.pow(10, low + (high - low) * (i + 0.5) / LEVELS))
        .toArray();
  }

  private static String band(double share) {
    int colour = 0;
    for (int i = 0; i < 3; i++) {
      colour = 256 * colour + (int) Math.rint(LOWEST[i] + share * (HIGHEST[i] - LOWEST[i]));
    }
    return String.format(java.util.Locale.ROOT, "#%06x", colour);
  }

  private void values(Panel panel, String axis) {
    double last =
        ways.stream().mapToDouble(way -> way.steps()[way.steps().length - 1]).max().orElse(1);
    Scale across = new Scale(0, Math.max(1, last));
    LogScale up =
        LogScale.of(
            Scale.join(ways.stream().map(Way::excess).toList()), ways.getFirst().excess()[0]);
    svg.clip(panel.id, panel.left, TOP, panel.wide, SIZE);
    svg.text(panel.left, TOP - 10, "start", FAINT, "value above the minimum");
    rectangle(panel, "#ffffff", "none");
    for (int power : up.ticks()) {
      double at = panel.y(up.at(Math.pow(10, power)));
      svg.line(
          "<path d=\"M%s %sh%s\" stroke=\"#dde2e8\"/>",
          Svg.number(panel.left), Svg.number(at), Svg.number(panel.wide));
      svg.text(panel.left - 8, at + 4, "end", FAINT, power == 0 ? "1" : "1e" + power);
    }
    for (int i = ways.size() - 1; i >= 0; i--) {
      Way way = ways.get(i);
      List<double[]> at = new ArrayList<>();
      for (int k = 0; k < way.steps().length && !Double.isNaN(way.excess()[k]); k++) {
        at.add(new double[] {panel.x(across.at(way.steps()[k])), panel.y(up.at(way.excess()[k]))});
      }
      double[][] line = at.toArray(double[][]::new);
      stroke(path(line), i, panel, false);
      mark(line, i, panel, way.diverged());
    }
    frame(panel);
    acrossTicks(panel, across);
    svg.text(panel.left + panel.wide / 2, TOP + SIZE + 38, "middle", FAINT, axis);
  }

  private void acrossTicks(Panel panel, Scale across) {
    for (BigDecimal tick : across.ticks()) {
      double at = panel.x(across.at(tick.doubleValue()));
      tick(at, TOP + SIZE, at, TOP + SIZE + 4);
      svg.text(at, TOP + SIZE + 18, "middle", FAINT, Scale.label(tick));
    }
  }

  private void legend(double top, double wide, int across, boolean marks) {
    for (int i = 0; i < ways.size(); i++) {
      int row = i / across;
      double x = LEFT + wide * (i % across);
      double y = top + LINE * row;
      svg.line(
          "<path d=\"M%s %sh24\" stroke=\"%s\" stroke-width=\"2.5\"%s/>",
          Svg.number(x), Svg.number(y), colour(i), dash(i));
      svg.line(
          "<text x=\"%s\" y=\"%s\" fill=\"%s\">%s <tspan dx=\"4\" fill=\"%s\">%s</tspan></text>",
          Svg.number(x + 32),
          Svg.number(y + 4),
          TEXT,
          Svg.escape(ways.get(i).label()),
          FAINT,
          Svg.escape(ways.get(i).result()));
    }
    if (marks) {
      double y = top + LINE * Math.ceilDiv(ways.size(), across);
      ring(LEFT + 6, y);
      svg.text(LEFT + 18, y + 4, "start", FAINT, "start");
      star(LEFT + 66, y);
      svg.text(LEFT + 78, y + 4, "start", FAINT, "minimum");
      if (ways.stream().anyMatch(Way::diverged)) {
        cross(LEFT + 150, y, FAINT);
        svg.text(LEFT + 162, y + 4, "start", FAINT, "the value was not finite from here");
      }
    }
  }

  private void stroke(String path, int way, Panel panel, boolean halo) {
    if (halo) {
      svg.line(
          "<path d=\"%s\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"3.6\" stroke-opacity=\"0.7\" stroke-linejoin=\"round\" clip-path=\"url(#%s)\"/>",
          path, panel.id);
    }
    svg.line(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" stroke-linejoin=\"round\"%s clip-path=\"url(#%s)\"/>",
        path, colour(way), dash(way), panel.id);
  }

  /** Marks the end of a line, if it is seen. */
  private void mark(double[][] line, int way, Panel panel, boolean diverged) {
    if (line.length == 0) {
      return;
    }
    double x = line[line.length - 1][0];
    double y = line[line.length - 1][1];
    boolean seen = x >= panel.left && x <= panel.left + panel.wide && y >= TOP && y <= TOP + SIZE;
    if (diverged) {
      // what left the panel is marked where it left
      cross(
          Math.clamp(x, panel.left + 7, panel.left + panel.wide - 7),
          Math.clamp(y, TOP + 7, TOP + SIZE - 7),
          colour(way));
    } else if (seen) {
      svg.line(
          "<circle cx=\"%s\" cy=\"%s\" r=\"3.6\" fill=\"%s\" stroke=\"#ffffff\" stroke-width=\"0.8\"/>",
          Svg.number(x), Svg.number(y), colour(way));
    }
  }

  private void cross(double x, double y, String colour) {
    svg.line(
        "<path d=\"M%s %sl9 9m-9 0l9 -9\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.4\"/>",
        Svg.number(x - 4.5), Svg.number(y - 4.5), colour);
  }

  private void ring(double x, double y) {
    svg.line(
        "<circle cx=\"%s\" cy=\"%s\" r=\"5\" fill=\"#ffffff\" stroke=\"#000000\" stroke-width=\"1.6\"/>",
        Svg.number(x), Svg.number(y));
  }

  private void star(double x, double y) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      double angle = Math.PI * (i / 5.0 - 0.5);
      double radius = i % 2 == 0 ? 8 : 3.4;
      path.append(i == 0 ? 'M' : 'L').append(Svg.number(x + radius * Math.cos(angle)));
      path.append(' ').append(Svg.number(y + radius * Math.sin(angle)));
    }
    svg.line("<path d=\"%sZ\" fill=\"#ffd400\" stroke=\"#000000\" stroke-width=\"1\"/>", path);
  }

  private void rectangle(Panel panel, String fill, String stroke) {
    svg.line(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"%s\"/>",
        Svg.number(panel.left),
        Svg.number(TOP),
        Svg.number(panel.wide),
        Svg.number(SIZE),
        fill,
        stroke);
  }

  private void frame(Panel panel) {
    rectangle(panel, "none", "#aab2bd");
  }

  private void tick(double x1, double y1, double x2, double y2) {
    svg.line(
        "<path d=\"M%s %sL%s %s\" stroke=\"#aab2bd\"/>",
        Svg.number(x1), Svg.number(y1), Svg.number(x2), Svg.number(y2));
  }

  private static String colour(int way) {
    return COLOURS.get(way % COLOURS.size());
  }

  private static String dash(int way) {
    String dash = DASHES.get(way / COLOURS.size() % DASHES.size());
    return dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
  }

  /** Returns a line through points, without those that are too near to the one before to tell. */
  private static String path(double[][] points) {
    StringBuilder path = new StringBuilder();
    double[] before = null;
    for (int i = 0; i < points.length; i++) {
      double[] at = points[i];
      if (before != null
          && i < points.length - 1
          && Math.hypot(at[0] - before[0], at[1] - before[1]) < NEAR) {
        continue;
      }
      path.append(before == null ? 'M' : 'L').append(Svg.number(at[0]));
      path.append(' ').append(Svg.number(at[1]));
      before = at;
    }
    return path.toString();
  }
}
