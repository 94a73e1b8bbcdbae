package org.thalweg.cli.progress;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.cli.show.Figures;

/** Draws where training stands on one line. */
final class ProgressBar {
  private static final int LONGEST = 30;
  private static final int SHORTEST = 5;

  private ProgressBar() {}

  /** Returns a line of at most the given width; what does not fit is left out, from the end. */
  static String render(Snapshot now, int width) {
    String epochs = Integer.toString(now.epochs());
    String head =
        "epoch "
            + " ".repeat(epochs.length() - Integer.toString(now.epoch()).length())
            + now.epoch()
            + "/"
            + epochs;
    StringBuilder tail = new StringBuilder();
    for (String part : parts(now)) {
      if (head.length() + tail.length() + part.length() + 2 <= width) {
        tail.append("  ").append(part);
      }
    }
    int room = Math.min(LONGEST, width - head.length() - tail.length() - 3);
    String bar = room < SHORTEST ? "" : " [" + cells(now.done(), room) + "]";
    String line = head + bar + tail;
    return line.length() <= width ? line : line.substring(0, width);
  }

  private static String cells(double done, int cells) {
    int full = (int) Math.floor(done * cells);
    return "#".repeat(full) + ".".repeat(cells - full);
  }

  private static List<String> parts(Snapshot now) {
    List<String> parts = new ArrayList<>();
    parts.add("loss " + Figures.measure(now.loss()));
    if (now.stepsPerSecond() > 0) {
      parts.add(Figures.clock(now.secondsLeft()) + " left");
      parts.add(Figures.rate(now.stepsPerSecond()) + " steps/s");
    }
    now.metrics().forEach((name, value) -> parts.add(name + " " + Figures.measure(value)));
    return parts;
  }
}
