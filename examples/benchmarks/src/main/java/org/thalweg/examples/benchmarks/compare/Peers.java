package org.thalweg.examples.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the peers that this machine has. */
final class Peers {
  private Peers() {}

  /** Returns one line on the machine. */
  static String machine() {
    String processor = "unknown processor";
    try {
      processor =
          Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(processor);
    } catch (IOException _) {
      // only Linux says
    }
    return "%s, %d processors, Java %s"
        .formatted(processor, Runtime.getRuntime().availableProcessors(), Runtime.version());
  }

  /** Starts Thalweg in a JVM of its own. */
  static Peer thalweg(int threads, Path log) {
    return Peer.start(
        "thalweg",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Dthalweg.threads=" + threads,
            // what the warm-up and the compiler have had is given back before peaks are read
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-Xms16m",
            "-Xmn8m",
            "-XX:-ShrinkHeapInSteps",
            "-XX:TrimNativeHeapInterval=1000",
            "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=10",
            "-XX:MaxDirectMemorySize=8g",
            "-cp",
            System.getProperty("java.class.path"),
            ThalwegPeer.class.getName()),
        log);
  }

  /** Starts a peer if it is there. */
  static Optional<Peer> find(String name, int threads, Path log) throws IOException {
    if (name.equals(Workload.C)) {
      return loops(threads, log);
    }
    String python = System.getenv().getOrDefault("PYTHON", "python3");
    String needs = name.equals(Workload.JAX) ? "import jax, optax" : "import torch";
    if (!succeeds(List.of(python, "-c", needs))) {
      System.err.println(name + " is left out: " + python + " cannot " + needs);
      return Optional.empty();
    }
    Path script = folder().resolve("peer.py");
    return Optional.of(
        Peer.start(name, List.of(python, script.toString(), name, Integer.toString(threads)), log));
  }

  private static Optional<Peer> loops(int threads, Path log) throws IOException {
    Path program = Files.createTempDirectory("compare").resolve("loop");
    List<String> compile =
        List.of(
            "cc",
            "-O3",
            "-march=native",
            "-ffast-math",
            "-fopenmp",
            folder().resolve("loop.c").toString(),
            "-o",
            program.toString(),
            "-lm");
    if (!succeeds(compile)) {
      System.err.println(Workload.C + " is left out: cc does not compile loop.c");
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of("env"));
    command.add("OMP_NUM_THREADS=" + threads);
    command.add("OMP_WAIT_POLICY=passive");
    command.add(program.toString());
    return Optional.of(Peer.start(Workload.C, command, log));
  }

  /** Returns where the peers' programs are. */
  private static Path folder() {
    return Path.of(System.getProperty("compare.peers", "examples/benchmarks/peers"))
        .toAbsolutePath();
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
