package org.thalweg.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

class JsonTest {
  private static final int DEEPEST = 4;

  /** What is written is read as it was. */
  @Test
  void roundTrip() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      Object value = value(random, 0);
      assertEquals(value, Json.parse(JsonWriter.write(value)));
    }
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 6 : 4)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextInt();
      case 2 -> random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian() * 1e10;
      case 3 -> text(random);
      case 4 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth + 1));
        }
        yield map;
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint("a\"\\\n\t\u0001é€ ".codePointAt(random.nextInt(9)));
    }
    return random.nextInt(5) == 0 ? text + "\ud83d\ude00" : text.toString();
  }

  @Test
  void tensorsAreNestedArrays() {
    Tensor cube = Tensor.of(Shape.of(2, 1, 2), DType.INT64, 1L, 2L, 3L, 4L);
    assertEquals("[[[1, 2]], [[3, 4]]]", JsonWriter.write(cube));
    assertEquals("[[], []]", JsonWriter.write(Tensor.zeros(Shape.of(2, 0))));
    assertEquals("[true, false]", JsonWriter.write(Tensor.of(true, false)));
    assertEquals("0.5", JsonWriter.write(Tensor.scalar(0.5)));
    assertEquals("[0.10000000149011612]", JsonWriter.write(Tensor.of(0.1f)));
  }

  @Test
  void numbersKnowTheirKind() {
    assertEquals(DType.INT64, natural("[1, 2]"));
    assertEquals(DType.FLOAT32, natural("[1, 2.5]"));
    assertEquals(DType.FLOAT32, natural("[]"));
    assertEquals(DType.BOOL, natural("[[true], [false]]"));
    assertEquals(Shape.of(2, 0), Numbers.of(Json.parse("[[], []]"), "x").shape());
    assertEquals(
        9_007_199_254_740_993L,
        Numbers.of(Json.parse("[9007199254740993]"), "x").tensor(DType.INT64).toLongArray()[0]);
  }

  private static DType natural(String json) {
    return Numbers.of(Json.parse(json), "x").natural(DType.FLOAT32).dtype();
  }
}
