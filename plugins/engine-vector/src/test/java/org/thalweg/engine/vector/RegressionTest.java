package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Select;
import org.thalweg.testkit.graph.GraphBuilder;

/** Programs that once went wrong and that random graphs hardly find. */
class RegressionTest {
  /** A 64-bit number of the row is stored for each element of a loop over 32-bit elements. */
  @Test
  void storesAWideNumberInALoopOverNarrowOnes() {
    GraphBuilder b = new GraphBuilder();
    Shape shape = Shape.of(20);
    int number = b.input(new Spec(Shape.scalar(), DType.INT64));
    int narrow = b.input(new Spec(shape, DType.INT32));
    int wide = b.add(new Movement.Broadcast(shape), number);
    int twice = b.add(new Binary.Add(), wide, wide);
    int same = b.add(new Binary.Equal(), twice, wide);
    int doubled = b.add(new Binary.Add(), narrow, narrow);
    int chosen = b.add(new Select(), same, doubled, narrow);
    Storage[] inputs = {Storage.allocate(DType.INT64, 1), Storage.allocate(DType.INT32, 20)};
    inputs[0].setLong(0, 1L << 40);
    Storage[] outputs = {Storage.allocate(DType.INT64, 20), Storage.allocate(DType.INT32, 20)};
    long[] expected = new long[20];
    long[] expectedChosen = new long[20];
    for (int i = 0; i < 20; i++) {
      inputs[1].setLong(i, i);
      expected[i] = 1L << 41;
      expectedChosen[i] = i;
    }
    new VectorEngine().compile(b.build(twice, chosen)).run(inputs, outputs);
    long[] actual = new long[20];
    java.util.Arrays.setAll(actual, outputs[0]::getLong);
    assertArrayEquals(expected, actual);
    java.util.Arrays.setAll(actual, outputs[1]::getLong);
    assertArrayEquals(expectedChosen, actual);
  }
}
