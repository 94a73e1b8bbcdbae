package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Storage;
import org.thalweg.testkit.graph.GraphGenerator;
import org.thalweg.testkit.graph.Trial;
import org.thalweg.testkit.graph.Workloads;

/**
 * Scalar and vector code give the same bits, whatever the width of vectors.
 *
 * <p>The build runs this test in several JVMs: in the form that the machine suggests, with vectors
 * from the start, with vectors of 128 bits, and without the Vector API, which leaves scalar code.
 * Each leaves checksums of its results in {@code target/same-bits} and compares them with those
 * that the others of the same build have left there.
 */
class BitsTest {
  private static final int GRAPHS = 120;

  @Test
  void givesTheBitsOfOtherForms() throws IOException {
    List<String> own = new ArrayList<>();
    for (DType t : List.of(DType.FLOAT32, DType.FLOAT64)) {
      LongStream.range(0, GRAPHS)
          .mapToObj(seed -> GraphGenerator.trial(seed + 5_000_000, t))
          .forEach(trial -> own.add(checksums(trial)));
      LongStream.range(0, GRAPHS / 8)
          .mapToObj(seed -> GraphGenerator.largeTrial(seed + 5_000_000, t))
          .forEach(trial -> own.add(checksums(trial)));
      Workloads.all(t).forEach(trial -> own.add(checksums(trial)));
    }

    String build = System.getProperty("thalweg.bits.build", "alone");
    Path folder = Path.of("target", "same-bits", build);
    Files.createDirectories(folder);
    try (Stream<Path> others = Files.list(folder)) {
      for (Path other : others.toList()) {
        assertEquals(String.join("\n", Files.readAllLines(other)), String.join("\n", own));
      }
    }
    String form = System.getProperty("thalweg.bits.form", "alone");
    if (!build.equals("alone")) {
      Files.write(folder.resolve(form + ".txt"), own);
    }
  }

  private static String checksums(Trial trial) {
    StringBuilder line = new StringBuilder(trial.name()).append(':');
    for (Storage output : trial.run(new VectorEngine(), trial.inputs(3))) {
      CRC32C checksum = new CRC32C();
      checksum.update(output.segment().asByteBuffer());
      line.append(' ').append(Long.toHexString(checksum.getValue()));
    }
    return line.toString();
  }
}
