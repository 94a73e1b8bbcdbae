package org.thalweg.engine.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.graph.Source;
import org.thalweg.api.tensor.Tensor;

/** Random bits, against those of jax.random.bits. */
class RandomBitsTest {
  @TestFactory
  Stream<DynamicTest> areThoseOfJax() {
    return GoldenFile.rows("random-bits.csv").stream()
        .map(row -> {
          long key = Long.parseLong(row[0]);
          long counter = Long.parseLong(row[1]);
          long[] bits = Stream.of(row[2].split(" ")).mapToLong(Long::parseLong).toArray();
          return DynamicTest.dynamicTest(
              "key %d, counter %d, %d numbers".formatted(key, counter, bits.length),
              () -> assertArrayEquals(bits, draw(key, counter, bits.length)));
        });
  }

  private static long[] draw(long key, long counter, int count) {
    return Engines.with(
        new ReferenceEngine(),
        () ->
            Tensor.record(
                    new Source.RandomBits(Shape.of(count), counter),
                    Tensor.of(new long[] {key}).reshape(Shape.scalar()))
                .toLongArray());
  }
}
