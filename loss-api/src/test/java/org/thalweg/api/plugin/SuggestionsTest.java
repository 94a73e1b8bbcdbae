package org.thalweg.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> NAMES = List.of("mse", "mae", "rmse", "cross-entropy");

  @Test
  void namesTheNearest() {
    assertEquals("; did you mean 'cross-entropy'?", Suggestions.of("crossentropy", NAMES));
    assertEquals("; did you mean 'cross-entropy'?", Suggestions.of("Cross_Entropy", NAMES));
    assertEquals("; did you mean 'mse' or 'mae'?", Suggestions.of("mze", NAMES));
    assertEquals("; there are mse, mae, rmse, cross-entropy", Suggestions.of("huber", NAMES));
    assertEquals("", Suggestions.of("huber", List.of()));
  }

  @Test
  void edits() {
    assertEquals(0, Suggestions.distance("Adam", "adam"));
    assertEquals(1, Suggestions.distance("adma", "adam"));
    assertEquals(1, Suggestions.distance("adamw", "adam"));
    assertEquals(3, Suggestions.distance("kitten", "sitting"));
    assertEquals(4, Suggestions.distance("", "adam"));
  }

  @Test
  void distanceIsSymmetricAndBounded() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      String a = text(random);
      String b = text(random);
      int distance = Suggestions.distance(a, b);
      assertEquals(distance, Suggestions.distance(b, a));
      assertTrue(distance >= Math.abs(a.length() - b.length()));
      assertTrue(distance <= Math.max(a.length(), b.length()));
      assertEquals(a.equals(b), distance == 0);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }
}
