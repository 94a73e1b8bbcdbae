package org.thalweg.examples.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.thalweg.examples.benchmarks.work.Work;

/**
 * Thalweg as a peer. Reads commands, one a line, and answers each with one line:
 *
 * <pre>
 * setup WORKLOAD   -> ready CHECK...   numbers that all peers must agree on
 * run SECONDS      -> time MS          mean milliseconds of an iteration over about SECONDS
 * </pre>
 */
final class ThalwegPeer {
  /** The clock is read this often, so that short steps are not measured with it. */
  private static final double SECONDS_BETWEEN_READINGS = 0.02;

  private final Work work;
  private double secondsEach;

  private ThalwegPeer(Work work) {
    this.work = work;
  }

  /** Answers until there are no more commands. */
  public static void main(String[] arguments) throws IOException {
    ThalwegPeer peer = null;
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String argument = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("setup ")) {
        peer = new ThalwegPeer(Work.of(argument));
        System.out.println(
            peer.work.check().stream()
                .map(number -> String.format(Locale.ROOT, "%.6f", number))
                .collect(Collectors.joining(" ", "ready ", "")));
        System.gc(); // what made the data is no longer needed
      } else if (line.startsWith("run ") && peer != null) {
        double millis = peer.run(Double.parseDouble(argument)) * 1e3;
        System.out.println(String.format(Locale.ROOT, "time %.9f", millis));
      } else {
        return;
      }
    }
  }

  private double run(double seconds) {
    long count = 0;
    long chunk = secondsEach == 0 ? 1 : (long) (SECONDS_BETWEEN_READINGS / secondsEach);
    long start = System.nanoTime();
    double spent;
    do {
      for (long i = 0; i < Math.max(1, chunk); i++) {
        work.run();
      }
      count += Math.max(1, chunk);
      spent = (System.nanoTime() - start) * 1e-9;
    } while (spent < seconds);
    secondsEach = spent / count;
    return secondsEach;
  }
}
