package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;
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

  /** A loop over float32 and float64 has no vector form: what is costly stays out of it. */
  @Test
  void computesBetweenCastsInALoopOfItsOwn() {
    GraphBuilder b = new GraphBuilder();
    int narrow = b.input(new Spec(Shape.of(20), DType.FLOAT32));
    int exp = b.add(new Unary.Exp(), b.add(new Unary.Cast(DType.FLOAT64), narrow));
    Executable executable =
        new VectorEngine().compile(b.build(b.add(new Unary.Cast(DType.FLOAT32), exp)));
    String text = executable.describe();
    assertEquals(3, text.lines().filter(line -> line.contains("loop over")).count(), text);
  }

  /** More numbers of a row than scratch memory has places for, and than a call takes. */
  @Test
  void takesManyNumbersOfARow() {
    int numbers = 40;
    Shape shape = Shape.of(3, 37);
    GraphBuilder b = new GraphBuilder();
    int x = b.input(new Spec(shape, DType.FLOAT32));
    int[] columns = new int[numbers];
    for (int i = 0; i < numbers; i++) {
      columns[i] = b.input(new Spec(Shape.of(3, 1), DType.FLOAT32));
    }
    int sum = x;
    for (int column : columns) {
      int wide = b.add(new Movement.Broadcast(shape), column);
      sum = b.add(new Binary.Add(), b.add(new Binary.Mul(), sum, x), wide);
    }
    Storage[] inputs = new Storage[1 + numbers];
    inputs[0] = Storage.allocate(DType.FLOAT32, shape.size());
    for (int i = 0; i < shape.size(); i++) {
      inputs[0].setDouble(i, i % 3 - 1);
    }
    for (int i = 1; i <= numbers; i++) {
      inputs[i] = Storage.allocate(DType.FLOAT32, 3);
      for (int row = 0; row < 3; row++) {
        inputs[i].setDouble(row, i * (row + 1));
      }
    }
    Storage[] outputs = {Storage.allocate(DType.FLOAT32, shape.size())};
    Executable executable = new VectorEngine().compile(b.build(sum));
    executable.run(inputs, outputs);
    for (int i = 0; i < shape.size(); i++) {
      double value = inputs[0].getDouble(i);
      double expected = value;
      for (int k = 1; k <= numbers; k++) {
        expected = expected * value + k * (i / 37 + 1);
      }
      assertEquals(expected, outputs[0].getDouble(i));
    }
  }
}
