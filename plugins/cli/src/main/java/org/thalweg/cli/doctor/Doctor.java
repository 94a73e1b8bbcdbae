package org.thalweg.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.plugin.PluginReport;
import org.thalweg.nn.plugin.Plugins;

/** Looks at the machine and at what is installed. */
public final class Doctor {
  private static final int JAVA = 25;
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String FAST_ENGINE = "vector";
  private static final long LITTLE_HEAP = 256L << 20;

  private Doctor() {}

  /**
   * Returns a finding for each thing looked at.
   *
   * @param directory the plugin directory, if there is one
   * @param plugins loads the plugins
   */
  public static List<Finding> examine(Optional<Path> directory, Supplier<Plugins> plugins) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(vectors());
    findings.add(engine());
    findings.add(trial());
    findings.add(threads());
    findings.add(memory());
    findings.add(
        Finding.well(
            "plugin directory",
            directory
                .map(path -> path.toAbsolutePath().normalize().toString())
                .orElse("none; plugins.d, $THALWEG_PLUGINS or --plugins DIR")));
    findings.addAll(plugins(plugins));
    return findings;
  }

  private static Finding java() {
    String state =
        "%s, %s, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"));
    return Runtime.version().feature() >= JAVA
        ? Finding.well("java", state)
        : Finding.ill("java", state, "install a JDK " + JAVA + " or newer");
  }

  private static Finding vectors() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()
        ? Finding.well("vector module", VECTOR_MODULE + " is there")
        : Finding.ill(
            "vector module",
            VECTOR_MODULE + " is not there: loops run without vectors",
            "start java with --add-modules " + VECTOR_MODULE + ", as ./thalweg does");
  }

  private static Finding engine() {
    try {
      Engine current = Engines.current();
      List<String> names = Engines.installed().stream().map(Engine::name).toList();
      String state =
          "%s (%s); installed: %s"
              .formatted(current.name(), current.description(), String.join(", ", names));
      return current.name().equals("reference")
          ? Finding.ill(
              "engine",
              state,
              names.contains(FAST_ENGINE)
                  ? "this one is slow; set -D%s=%s, or leave it out"
                      .formatted(Engines.PROPERTY, FAST_ENGINE)
                  : "this one is slow; add org.thalweg:engine-vector to the class path")
          : Finding.well("engine", state);
    } catch (ThalwegException e) {
      return Finding.ill("engine", String.valueOf(e.getMessage()), "install one, or name another");
    }
  }

  /** Computes something whose result is known: the mean of squares of 0 to 999. */
  private static Finding trial() {
    try {
      long start = System.nanoTime();
      double[] numbers = new double[1000];
      java.util.Arrays.setAll(numbers, i -> i);
      double mean = Tensor.of(numbers).square().mean().item();
      double millis = (System.nanoTime() - start) / 1e6;
      return Math.abs(mean - 332833.5) < 1e-6
          ? Finding.well("trial", String.format(Locale.ROOT, "right, in %.0f ms", millis))
          : Finding.ill(
              "trial",
              "a mean that is 332833.5 came out as " + mean,
              "report it, with the output of this command");
    } catch (RuntimeException | LinkageError e) {
      return Finding.ill("trial", "the engine fails: " + e, "report it, with a stack trace");
    }
  }

  private static Finding threads() {
    String configured = System.getProperty("thalweg.threads", "");
    return Finding.well(
        "threads",
        "%d processors%s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                configured.isEmpty() ? "" : ", thalweg.threads=" + configured));
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String machine =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? ", machine %s of which %s free"
                .formatted(mib(system.getTotalMemorySize()), mib(system.getFreeMemorySize()))
            : "";
    String state = "heap at most " + mib(heap) + machine;
    return heap >= LITTLE_HEAP
        ? Finding.well("memory", state)
        : Finding.ill("memory", state, "allow more with THALWEG_JAVA_OPTS=-Xmx1g");
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }

  private static List<Finding> plugins(Supplier<Plugins> plugins) {
    try {
      return plugins.get().report().rows().stream().map(Doctor::plugin).toList();
    } catch (ThalwegException e) {
      return List.of(
          Finding.ill(
              "plugins", String.valueOf(e.getMessage()), "correct the directory's name or place"));
    }
  }

  private static Finding plugin(PluginReport.Row row) {
    return switch (row) {
      case PluginReport.Loaded loaded -> Finding.well("plugin", loaded.toString());
      case PluginReport.Rejected rejected ->
          Finding.ill("plugin", rejected.place() + ": " + rejected.cause(), rejected.cure());
    };
  }
}
