package org.thalweg.examples.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the workloads on Thalweg and on the peers that are found, in turns, and prints a table.
 *
 * <p>Python peers run where {@code PYTHON} names an interpreter, or {@code python3} on the path is
 * one, with torch, or with jax and optax. The C loops run where {@code cc} is found.
 */
public final class Compare {
  /** How to run; see {@link #HELP}. */
  private record Options(
      List<String> workloads,
      List<String> peers,
      int threads,
      int rounds,
      double seconds,
      double warmSeconds,
      boolean json,
      boolean gated) {}

  private static final String HELP =
      """
      compare [WORKLOAD ...]      parts of names: loss, train:mlp, sgemm:512, ...; none means all
        --threads N     threads of every peer (2)
        --rounds N      timed turns of every peer (9)
        --seconds S     length of a turn (0.5)
        --warm S        longest warm-up of a peer per workload (20)
        --peers A,B     only these: torch-eager, torch-fused, torch-compile, jax, c-loop
        --no-gate       count turns in which the processors were far apart, too
        --json          one JSON object a workload
      PYTHON names the interpreter with torch, or jax and optax.
      """;

  private static final int MOST_WAITS = 30;

  private final Options options;
  private final List<Peer> peers = new ArrayList<>();

  private Compare(Options options) {
    this.options = options;
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException {
    Optional<Options> options = parse(arguments);
    if (options.isEmpty()) {
      System.out.print(HELP);
      return;
    }
    new Compare(options.get()).run();
  }

  private static Optional<Options> parse(String[] arguments) {
    List<String> workloads = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    boolean json = false;
    boolean gated = true;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--json" -> json = true;
        case "--no-gate" -> gated = false;
        case "--threads", "--rounds", "--seconds", "--warm", "--peers" -> {
          if (i + 1 == arguments.length) {
            return Optional.empty();
          }
          values.put(arguments[i], arguments[++i]);
        }
        default -> {
          if (arguments[i].startsWith("-")) {
            return Optional.empty();
          }
          workloads.add(arguments[i]);
        }
      }
    }
    return Optional.of(
        new Options(
            workloads,
            values.containsKey("--peers")
                ? List.of(values.getOrDefault("--peers", "").split(",", -1))
                : List.of(
                    Workload.EAGER, Workload.FUSED, Workload.COMPILED, Workload.JAX, Workload.C),
            Integer.parseInt(values.getOrDefault("--threads", "2")),
            Integer.parseInt(values.getOrDefault("--rounds", "9")),
            Double.parseDouble(values.getOrDefault("--seconds", "0.5")),
            Double.parseDouble(values.getOrDefault("--warm", "20")),
            json,
            gated && Integer.parseInt(values.getOrDefault("--threads", "2")) > 1));
  }

  private void run() throws IOException {
    Path log = Files.createTempFile("compare", ".log");
    try {
      peers.add(Peers.thalweg(options.threads, log));
      for (String name : options.peers) {
        Peers.find(name, options.threads, log).ifPresent(peers::add);
      }
      if (!options.json) {
        System.out.println(Peers.machine());
        System.out.printf(
            "peers: %s; %d threads; %d turns of %.1f s each; what peers print: %s%n%n",
            String.join(", ", peers.stream().map(Peer::name).toList()),
            options.threads,
            options.rounds,
            options.seconds,
            log);
        System.out.println("| workload | peer | median ms | min - max | far | ratio | target | |");
        System.out.println("|---|---|---|---|---|---|---|---|");
      }
      Means means = new Means();
      for (Workload workload : Workload.ALL) {
        boolean wanted =
            options.workloads.isEmpty()
                || options.workloads.stream().anyMatch(workload.name()::contains);
        if (wanted) {
          means.add(workload, compare(workload));
        }
      }
      if (!options.json) {
        means.print();
      }
    } finally {
      peers.forEach(Peer::close);
    }
  }

  /** Times of a peer on a workload. */
  private static final class Times {
    final double[] check;
    final List<Double> near = new ArrayList<>();
    final List<Double> far = new ArrayList<>();

    Times(double[] check) {
      this.check = check;
    }

    double median() {
      List<Double> counted = near.isEmpty() ? far : near;
      double[] sorted = counted.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int half = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    double min() {
      return counted().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double max() {
      return counted().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    private List<Double> counted() {
      return near.isEmpty() ? far : near;
    }
  }

  private List<Report.Row> compare(Workload workload) {
    Map<Peer, Times> all = new LinkedHashMap<>();
    for (Peer peer : peers) {
      peer.setUp(workload.name()).ifPresent(check -> all.put(peer, new Times(check)));
    }
    all.keySet().forEach(this::warmUp);
    all.keySet().forEach(Peer::forgetPeak);
    for (int round = 0; round < options.rounds; round++) {
      all.forEach(this::turn);
    }
    List<Report.Row> rows = all.entrySet().stream().map(Compare::row).toList();
    new Report(workload, options.json).print(rows);
    if (workload.memory() > 0 && !options.json) {
      printMemory(workload, all.keySet());
    }
    if (workload.bytes() > 0 && !options.json) {
      printBandwidth(workload, all);
    }
    return rows;
  }

  private static void printMemory(Workload workload, Collection<Peer> peers) {
    double ours = Double.NaN;
    for (Peer peer : peers) {
      double peak = peer.peakMebibytes();
      ours = Double.isNaN(ours) ? peak : ours;
      System.out.printf(
          Locale.ROOT,
          "| peak memory | %s | %.0f MiB | | | %.2f | %.2f | %s |%n",
          peer.name(),
          peak,
          ours / peak,
          workload.memory(),
          ours / peak <= workload.memory() ? "met" : peak == ours ? "" : "NOT MET");
    }
  }

  private void printBandwidth(Workload workload, Map<Peer, Times> all) {
    double copy = Bandwidth.ofCopy(options.threads) * 1e-9;
    all.forEach((peer, times) -> {
      double reached = workload.bytes() / (times.median() * 1e-3) * 1e-9;
      System.out.printf(
          Locale.ROOT,
          "| bandwidth | %s | %.1f GB/s | copying: %.1f | | %.2f | | |%n",
          peer.name(),
          reached,
          copy,
          reached / copy);
    });
  }

  private static Report.Row row(Map.Entry<Peer, Times> entry) {
    Times times = entry.getValue();
    return new Report.Row(
        entry.getKey().name(),
        Arrays.stream(times.check).boxed().toList(),
        times.median(),
        times.min(),
        times.max(),
        times.near.size(),
        times.far.size());
  }

  /** Runs until a turn is no faster than the best one before the last two. */
  private void warmUp(Peer peer) {
    double spent = 0;
    double best = Double.POSITIVE_INFINITY;
    int sinceBest = 0;
    while (spent < options.warmSeconds && sinceBest < 4) {
      double time = peer.run(options.seconds);
      spent += options.seconds;
      if (time < best * 0.97) {
        best = time;
        sinceBest = 0;
      } else {
        sinceBest++;
      }
    }
  }

  private void turn(Peer peer, Times times) {
    for (int wait = 0; wait < MOST_WAITS; wait++) {
      boolean far = options.gated && Distance.nanos() > Distance.FAR_NANOS;
      double time = peer.run(options.seconds);
      far |= options.gated && Distance.nanos() > Distance.FAR_NANOS;
      if (!far) {
        times.near.add(time);
        return;
      }
      times.far.add(time);
    }
  }
}
