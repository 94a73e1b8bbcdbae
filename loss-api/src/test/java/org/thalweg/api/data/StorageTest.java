package org.thalweg.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.ThalwegException;

class StorageTest {
  @ParameterizedTest
  @EnumSource(DType.class)
  void isZeroedAlignedAndAsLongAsItsElements(DType dtype) {
    for (long size : new long[] {0, 1, 3, 1000, 5000}) {
      Storage storage = Storage.allocate(dtype, size);
      assertEquals(size, storage.size());
      assertEquals(dtype, storage.dtype());
      assertEquals(size * dtype.bytes(), storage.segment().byteSize());
      assertEquals(0, storage.segment().address() % Storage.ALIGNMENT);
      for (long i = 0; i < size; i++) {
        assertEquals(0, storage.getDouble(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void keepsWhatItsTypeHolds(DType dtype) {
    Storage storage = Storage.allocate(dtype, 4);
    storage.setDouble(0, -3.75);
    storage.setLong(1, Long.MIN_VALUE + 1);
    storage.setDouble(2, Double.NaN);
    storage.setDouble(3, 1e30);
    double[] expected =
        switch (dtype) {
          case FLOAT32 -> new double[] {-3.75, -0x1p63, Double.NaN, (float) 1e30};
          case FLOAT64 -> new double[] {-3.75, -0x1p63, Double.NaN, 1e30};
          case INT32 -> new double[] {-3, 1, 0, Integer.MAX_VALUE};
          case INT64 -> new double[] {-3, -0x1p63, 0, 0x1p63};
          case BOOL -> new double[] {1, 1, 1, 1};
        };
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], storage.getDouble(i), "element " + i);
    }
    if (dtype == DType.INT64) {
      assertEquals(Long.MIN_VALUE + 1, storage.getLong(1));
    }
  }

  @Test
  void aCopyHasMemoryOfItsOwn() {
    Storage storage = Storage.allocate(DType.INT32, 2);
    storage.setLong(1, 7);
    Storage copy = storage.copy();
    storage.setLong(1, 8);
    assertEquals(7, copy.getLong(1));
  }

  @Test
  void aSegmentHasTheSizeOfItsElements() {
    MemorySegment segment = Storage.allocate(12);
    assertEquals(3, Storage.wrap(DType.FLOAT32, 3, segment).size());
    assertEquals(
        "a storage of 3 float64 has 24 bytes, the segment has 12",
        assertThrows(ThalwegException.class, () -> Storage.wrap(DType.FLOAT64, 3, segment))
            .getMessage());
  }

  @Test
  void typesHaveTheNamesOfNumPy() {
    for (DType dtype : DType.values()) {
      assertEquals(dtype, DType.named(dtype.toString()));
    }
    assertEquals(
        "unknown dtype 'float16'; there are float32, float64, int32, int64, bool",
        assertThrows(ThalwegException.class, () -> DType.named("float16")).getMessage());
    assertTrue(DType.FLOAT64.isFloating() && DType.INT64.isInteger());
    assertFalse(DType.BOOL.isFloating() || DType.BOOL.isInteger() || DType.INT32.isFloating());
  }

  @Test
  void aSpecKnowsItsBytes() {
    Spec spec = new Spec(Shape.of(32, 10), DType.FLOAT32);
    assertEquals("float32[32, 10]", spec.toString());
    assertEquals(1280, spec.bytes());
    assertEquals("int64[32, 10]", spec.with(DType.INT64).toString());
    assertEquals("float32[]", spec.with(Shape.scalar()).toString());
  }
}
