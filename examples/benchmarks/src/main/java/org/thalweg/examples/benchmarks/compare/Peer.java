package org.thalweg.examples.benchmarks.compare;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A process that runs workloads when it is told to. It waits without spinning in between. */
final class Peer implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;

  private Peer(String name, Process process) {
    this.name = name;
    this.process = process;
    this.answers = process.inputReader();
    this.commands = process.outputWriter();
  }

  /**
   * Starts a peer.
   *
   * @param name what tables call it
   * @param log takes what it prints to its standard error
   */
  static Peer start(String name, List<String> command, Path log) {
    try {
      return new Peer(
          name,
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not start: " + command, e);
    }
  }

  String name() {
    return name;
  }

  private Optional<String> ask(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
      return Optional.ofNullable(answers.readLine());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Prepares a workload; returns numbers that all peers must agree on, or nothing if it cannot. */
  Optional<double[]> setUp(String workload) {
    return ask("setup " + workload)
        .filter(answer -> answer.startsWith("ready"))
        .map(answer ->
            Arrays.stream(answer.split(" ", -1))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray());
  }

  /** Runs the workload for a while and returns the milliseconds of an iteration. */
  double run(double seconds) {
    String answer =
        ask("run " + seconds)
            .orElseThrow(() -> new IllegalStateException(name + " ended; see its log"));
    return Double.parseDouble(answer.substring("time ".length()));
  }

  /** Forgets the most memory that there has been; where the system does not let, it stays. */
  void forgetPeak() {
    try {
      Files.writeString(Path.of("/proc", Long.toString(process.pid()), "clear_refs"), "5");
    } catch (IOException _) {
      // the peak since the start is reported
    }
  }

  /** Returns the most resident memory since {@link #forgetPeak}, in MiB, or NaN if not known. */
  double peakMebibytes() {
    try {
      for (String line :
          Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
    } catch (IOException _) {
      // not known
    }
    return Double.NaN;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
