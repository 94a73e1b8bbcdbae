package org.thalweg.api.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.ThalwegException;

class ShapeTest {
  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  private static Shape random(Random random) {
    long[] extents = new long[random.nextInt(5)];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = random.nextInt(4);
    }
    return Shape.of(extents);
  }

  @Test
  void knowsItsExtents() {
    Shape shape = Shape.of(2, 3, 5);
    assertEquals(3, shape.rank());
    assertEquals(30, shape.size());
    assertEquals(5, shape.dim(-1));
    assertEquals(2, shape.dim(-3));
    assertArrayEquals(new long[] {15, 5, 1}, shape.strides());
    assertEquals("[2, 3, 5]", shape.toString());
    assertEquals(Shape.shape(2, 3, 5), shape);
    assertEquals(Shape.shape(2, 3, 5).hashCode(), shape.hashCode());
    assertNotEquals(Shape.of(2, 5, 3), shape);
  }

  @Test
  void aScalarHasOneElement() {
    assertSame(Shape.scalar(), Shape.of());
    assertEquals(1, Shape.scalar().size());
    assertEquals("[]", Shape.scalar().toString());
    assertEquals(0, Shape.of(3, 0, 2).size());
  }

  @Test
  void isImmutable() {
    long[] extents = {2, 3};
    Shape shape = Shape.of(extents);
    extents[0] = 7;
    shape.toArray()[1] = 7;
    assertEquals(Shape.of(2, 3), shape);
  }

  @Test
  void changesOneAxis() {
    Shape shape = Shape.of(2, 3, 5);
    assertEquals(Shape.of(2, 3, 7), shape.with(-1, 7));
    assertEquals(Shape.of(2, 5), shape.without(1));
    assertEquals(Shape.of(1, 2, 3, 5), shape.insert(0, 1));
    assertEquals(Shape.of(2, 3, 5, 4), shape.insert(3, 4));
    assertEquals(Shape.of(3), shape.slice(1, 2));
    assertEquals(Shape.of(2, 3, 5, 7), shape.concat(Shape.of(7)));
    assertEquals(shape, shape.concat(Shape.scalar()));
  }

  @Test
  void removingUndoesInserting() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      Shape shape = random(random);
      int axis = random.nextInt(shape.rank() + 1);
      assertEquals(shape, shape.insert(axis, 9).without(axis));
      assertEquals(shape, shape.slice(0, axis).concat(shape.slice(axis, shape.rank())));
    }
  }

  @Test
  void broadcastIsTheLeastShapeThatBothStretchTo() {
    Random random = new Random(2);
    int agreed = 0;
    for (int i = 0; i < 2000; i++) {
      Shape a = random(random);
      Shape b = random(random);
      Shape both;
      try {
        both = Shape.broadcast(a, b);
      } catch (ThalwegException _) {
        assertThrows(ThalwegException.class, () -> Shape.broadcast(b, a));
        assertFalse(a.broadcastsTo(b) || b.broadcastsTo(a));
        continue;
      }
      agreed++;
      assertEquals(both, Shape.broadcast(b, a));
      assertTrue(a.broadcastsTo(both) && b.broadcastsTo(both));
      assertEquals(Math.max(a.rank(), b.rank()), both.rank());
      assertEquals(a.broadcastsTo(b), both.equals(b));
      assertEquals(a, Shape.broadcast(a, Shape.scalar()));
      for (int axis = 0; axis < both.rank(); axis++) {
        // an extent is that of one of them
        long extent = both.dim(axis);
        int fromEnd = axis - both.rank();
        assertTrue(
            -fromEnd <= a.rank() && a.dim(fromEnd) == extent
                || -fromEnd <= b.rank() && b.dim(fromEnd) == extent);
      }
    }
    assertTrue(agreed > 300, "shapes that broadcast: " + agreed);
  }

  @Test
  void anEmptyAxisStretchesOnlyOnes() {
    assertEquals(Shape.of(0, 3), Shape.broadcast(Shape.of(0, 1), Shape.of(3)));
    assertFalse(Shape.of(3).broadcastsTo(Shape.of(0)));
    assertTrue(Shape.of(1).broadcastsTo(Shape.of(0)));
  }

  @Test
  void errorsNameTheShapes() {
    refused(
        "shapes [2, 3] and [4, 3, 5] do not broadcast: axis -1 has 3 and 5",
        () -> Shape.broadcast(Shape.of(2, 3), Shape.of(4, 3, 5)));
    refused("axis 2 does not exist in shape [2, 3]", () -> Shape.of(2, 3).dim(2));
    refused("axis -3 does not exist in shape [2, 3]", () -> Shape.of(2, 3).without(-3));
    refused("a shape has no negative extents, was [2, -1]", () -> Shape.of(2, -1));
    refused(
        "an axis of shape [2, 3] is inserted at 0 to 2, was 3", () -> Shape.of(2, 3).insert(3, 1));
    refused(
        "a shape has fewer than 2^63 elements, was [4294967296, 2147483648]",
        () -> Shape.of(1L << 32, 1L << 31));
    assertEquals(1L << 62, Shape.of(1L << 31, 1L << 31).size());
  }
}
