package org.thalweg.examples.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds in memory, by Linux. */
final class Resident {
  private Resident() {}

  /** Returns the resident memory in MiB. */
  static double now() throws IOException {
    return read("VmRSS:");
  }

  /** Returns the most resident memory so far in MiB. */
  static double most() throws IOException {
    return read("VmHWM:");
  }

  private static double read(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(key)) {
        String kilobytes = line.substring(key.length()).replace("kB", "").strip();
        return Long.parseLong(kilobytes) / 1024.0;
      }
    }
    throw new IOException("/proc/self/status has no " + key);
  }
}
