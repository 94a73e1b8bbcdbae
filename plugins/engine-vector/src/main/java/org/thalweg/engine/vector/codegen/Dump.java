package org.thalweg.engine.vector.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes generated classes to a directory, for a look with {@code javap}. */
final class Dump {
  /** The system property that names the directory. */
  static final String PROPERTY = "thalweg.vector.dump";

  private static final String DIRECTORY = System.getProperty(PROPERTY);

  private Dump() {}

  static void write(KernelCode code, boolean vector, byte[] bytes) {
    if (DIRECTORY == null) {
      return;
    }
    write(
        (vector ? "vector-" : "scalar-") + Integer.toHexString(code.toString().hashCode()),
        code.toString(),
        bytes);
  }

  static void write(String name, String description, byte[] bytes) {
    if (DIRECTORY == null) {
      return;
    }
    try {
      Path directory = Files.createDirectories(Path.of(DIRECTORY));
      Files.write(directory.resolve(name + ".class"), bytes);
      Files.writeString(directory.resolve(name + ".txt"), description);
    } catch (IOException e) {
      throw new UncheckedIOException("-D" + PROPERTY + "=" + DIRECTORY, e);
    }
  }
}
