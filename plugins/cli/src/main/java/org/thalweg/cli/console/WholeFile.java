package org.thalweg.cli.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.thalweg.api.ThalwegException;

/** Writes files as a whole: who looks sees what there was before, or all that is new. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a text.
   *
   * @throws ThalwegException if it cannot be written; what there was before is still there
   */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes, under another name first; folders are made if need be.
   *
   * @throws ThalwegException if they cannot be written; what there was before is still there
   */
  public static void write(Path file, byte[] bytes) {
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      Files.createDirectories(whole.getParent());
      Files.write(part, bytes);
      try {
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ThalwegException("cannot write %s: %s".formatted(file, e), e);
    }
  }
}
