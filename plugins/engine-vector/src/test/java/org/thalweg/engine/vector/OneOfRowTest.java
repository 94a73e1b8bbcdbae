package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Source;
import org.thalweg.testkit.graph.GraphBuilder;

/** Sums over rows in which one element counts, and indices that repeat. */
class OneOfRowTest {
  private static final int ROWS = 7;
  private static final int COLUMNS = 19;

  /** Labels inside, at both ends, and outside; other elements are NaN, as they do not count. */
  private static final long[] LABELS = {0, 18, 5, -1, 19, 7, Integer.MAX_VALUE};

  @ParameterizedTest
  @CsvSource({"INT32, false", "INT32, true", "INT64, false", "INT64, true"})
  void readsTheOneElementThatCounts(DType labelType, boolean squared) {
    GraphBuilder b = new GraphBuilder();
    Shape shape = Shape.of(ROWS, COLUMNS);
    int x = b.input(new Spec(shape, DType.FLOAT32));
    int labels = b.input(new Spec(Shape.of(ROWS, 1), labelType));
    int number = b.add(new Source.Iota(new Spec(shape, labelType), 1));
    int one = b.add(new Binary.Equal(), b.add(new Movement.Broadcast(shape), labels), number);
    int zero = b.add(new Source.Fill(new Spec(Shape.scalar(), DType.FLOAT32), 0.0));
    int zeros = b.add(new Movement.Broadcast(shape), zero);
    int element = squared ? b.add(new Binary.Mul(), x, x) : x;
    int sum = b.add(new Reduction.Sum(List.of(1)), b.add(new Select(), one, element, zeros));
    Storage[] inputs = {Storage.allocate(DType.FLOAT32, shape.size()), labels(labelType)};
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        boolean counts = column == LABELS[row];
        inputs[0].setDouble(row * COLUMNS + column, counts ? row + 2 : Double.NaN);
      }
    }
    Storage[] outputs = {Storage.allocate(DType.FLOAT32, ROWS)};
    Executable program = new VectorEngine().compile(b.build(sum));
    program.run(inputs, outputs);
    for (int row = 0; row < ROWS; row++) {
      boolean inside = LABELS[row] >= 0 && LABELS[row] < COLUMNS;
      int counted = squared ? (row + 2) * (row + 2) : row + 2;
      assertEquals(inside ? counted : 0, outputs[0].getDouble(row), "row " + row);
    }
    // an input is not streamed for single elements
    assertEquals(!squared, program.describe().contains("takealong"), program.describe());
  }

  private static Storage labels(DType type) {
    Storage labels = Storage.allocate(type, ROWS);
    for (int row = 0; row < ROWS; row++) {
      labels.setLong(row, LABELS[row]);
    }
    return labels;
  }

  /** The same sum where a row is two axes, of which the last alone is counted. */
  @Test
  void countsTheLastAxisOnly() {
    GraphBuilder b = new GraphBuilder();
    Shape shape = Shape.of(2, 3, 4);
    int x = b.input(new Spec(shape, DType.FLOAT32));
    int number = b.add(new Source.Iota(new Spec(shape, DType.INT32), 2));
    int two = b.add(new Source.Fill(new Spec(Shape.scalar(), DType.INT32), 2L));
    int zero = b.add(new Source.Fill(new Spec(Shape.scalar(), DType.FLOAT32), 0.0));
    int one = b.add(new Binary.Equal(), number, b.add(new Movement.Broadcast(shape), two));
    int chosen = b.add(new Select(), one, x, b.add(new Movement.Broadcast(shape), zero));
    int sum = b.add(new Reduction.Sum(List.of(1, 2)), chosen);
    Storage[] inputs = {Storage.allocate(DType.FLOAT32, shape.size())};
    for (int i = 0; i < shape.size(); i++) {
      inputs[0].setDouble(i, i);
    }
    Storage[] outputs = {Storage.allocate(DType.FLOAT32, 2)};
    new VectorEngine().compile(b.build(sum)).run(inputs, outputs);
    assertEquals(2 + 6 + 10, outputs[0].getDouble(0));
    assertEquals(14 + 18 + 22, outputs[0].getDouble(1));
  }

  /** Indices that are the same for all of the first axis lie in memory once. */
  @Test
  void takesAlongRepeatedIndices() {
    GraphBuilder b = new GraphBuilder();
    int x = b.input(new Spec(Shape.of(3, 2, 5), DType.FLOAT32));
    int index = b.input(new Spec(Shape.of(2, 4), DType.INT32));
    int row = b.add(new Movement.Reshape(Shape.of(1, 2, 4)), index);
    int all = b.add(new Movement.Broadcast(Shape.of(3, 2, 4)), row);
    int taken = b.add(new Indexing.TakeAlong(2), x, all);
    int put = b.add(new Indexing.PutAlong(2, 5), taken, all);
    Storage[] inputs = {
      Storage.allocate(DType.FLOAT32, 30), Storage.allocate(DType.INT32, 8),
    };
    long[] indices = {4, 0, 0, 9, 3, 3, -1, 3};
    for (int i = 0; i < 30; i++) {
      inputs[0].setDouble(i, i + 1);
    }
    for (int i = 0; i < 8; i++) {
      inputs[1].setLong(i, indices[i]);
    }
    Storage[] outputs = {
      Storage.allocate(DType.FLOAT32, 24), Storage.allocate(DType.FLOAT32, 30),
    };
    new VectorEngine().compile(b.build(taken, put)).run(inputs, outputs);
    double[] sums = new double[30];
    for (int i = 0; i < 24; i++) {
      long at = indices[i % 8];
      boolean inside = at >= 0 && at < 5;
      int line = i / 4 * 5;
      double expected = inside ? line + at + 1 : 0;
      assertEquals(expected, outputs[0].getDouble(i), "taken " + i);
      if (inside) {
        sums[line + (int) at] += expected;
      }
    }
    for (int i = 0; i < 30; i++) {
      assertEquals(sums[i], outputs[1].getDouble(i), "put " + i);
    }
  }
}
