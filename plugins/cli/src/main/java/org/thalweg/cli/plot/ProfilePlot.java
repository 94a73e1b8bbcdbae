package org.thalweg.cli.plot;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Draws performance profiles as SVG: the share of problems that are solved within a factor of the
 * first, on a logarithmic scale. Lines that would hide each other are set off by a hair.
 */
public final class ProfilePlot {
  private static final double LEFT = 52;
  private static final double TOP = 40;
  private static final double WIDTH = 460;
  private static final double HEIGHT = 280;
  private static final double HAIR = 2.4;
  private static final double LINE = 22;
  private static final int PIECES = 460;

  private ProfilePlot() {}

  /**
   * A profile.
   *
   * @param label whose it is
   * @param share the share of problems within a factor, from 0 to 1
   */
  public record Profile(String label, DoubleUnaryOperator share) {}

  /**
   * Returns a drawing.
   *
   * @param title what it shows
   * @param reach the largest factor, a power of two
   * @param profiles the profiles, the best first
   */
  public static String of(String title, double reach, List<Profile> profiles) {
    Svg svg = new Svg(title, LEFT + WIDTH + 230, TOP + HEIGHT + 64);
    svg.text(LEFT, TOP - 16, "start", SvgPlot.TEXT, "share of problems solved");
    for (int fourth = 0; fourth <= 4; fourth++) {
      double y = y(fourth / 4.0);
      rule(svg, LEFT, y, LEFT + WIDTH, y);
      svg.text(LEFT - 8, y + 4, "end", SvgPlot.TEXT, 25 * fourth + "%");
    }
    for (int factor = 1; factor <= reach; factor *= 2) {
      double x = LEFT + WIDTH * Math.log(factor) / Math.log(reach);
      rule(svg, x, TOP - 4, x, y(0));
      svg.text(x, TOP + HEIGHT + 28, "middle", SvgPlot.TEXT, Integer.toString(factor));
    }
    svg.text(
        LEFT + WIDTH / 2,
        TOP + HEIGHT + 50,
        "middle",
        SvgPlot.TEXT,
        "gradients, as a multiple of the least");
    for (int i = profiles.size() - 1; i >= 0; i--) {
      double offset = HAIR * (i - (profiles.size() - 1) / 2.0);
      svg.line(
          "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
          path(profiles.get(i).share(), reach, offset), colour(i), dash(i));
      double at = TOP + 8 + LINE * i;
      svg.line(
          "<path d=\"M%s %sh28\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
          Svg.number(LEFT + WIDTH + 24), Svg.number(at), colour(i), dash(i));
      svg.text(LEFT + WIDTH + 60, at + 4, "start", SvgPlot.TEXT, profiles.get(i).label());
    }
    return svg.end();
  }

  private static double y(double share) {
    return TOP + 14 + (HEIGHT - 14) * (1 - share);
  }

  private static String path(DoubleUnaryOperator share, double reach, double offset) {
    StringBuilder path = new StringBuilder();
    double before = Double.NaN;
    for (int i = 0; i <= PIECES; i++) {
      double here = share.applyAsDouble(Math.pow(reach, (double) i / PIECES) * (1 + 1e-12));
      double x = LEFT + WIDTH * i / PIECES;
      if (here != before) {
        path.append(i == 0 ? 'M' : 'H').append(Svg.number(x));
        path.append(i == 0 ? ' ' : 'V').append(Svg.number(y(here) + offset));
        before = here;
      }
    }
    return path.append('H').append(Svg.number(LEFT + WIDTH)).toString();
  }

  private static void rule(Svg svg, double x1, double y1, double x2, double y2) {
    svg.line(
        "<path d=\"M%s %sL%s %s\" stroke=\"%s\" stroke-opacity=\"0.25\"/>",
        Svg.number(x1), Svg.number(y1), Svg.number(x2), Svg.number(y2), SvgPlot.TEXT);
  }

  /** Returns a colour that can be seen on light and dark ground, far from those near by. */
  private static String colour(int profile) {
    List<String> all = List.of("#2f81f7", "#d4761a", "#2da44e", "#bf5fa8", "#8f8127");
    return all.get(profile % all.size());
  }

  private static String dash(int profile) {
    return profile < 5
        ? ""
        : String.format(Locale.ROOT, " stroke-dasharray=\"%s\"", profile < 10 ? "7 3" : "2 3");
  }
}
