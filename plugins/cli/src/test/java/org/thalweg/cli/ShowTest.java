package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A loss is drawn. */
class ShowTest {
  @Test
  void plainWithoutUnicode() {
    String out = CommandRun.of("losses", "show", "huber").well().out();
    assertTrue(out.contains("value for target 0"), out);
    assertTrue(out.contains("gradient"), out);
    assertTrue(out.chars().allMatch(c -> c < 128), out);
    assertTrue(out.lines().allMatch(line -> line.length() < 100), out);
  }

  @Test
  void brailleWithUnicode() {
    String out =
        CommandRun.with("", true, Map.of("LANG", "de_CH.UTF-8"), "losses", "show", "huber")
            .well()
            .out();
    assertTrue(out.chars().anyMatch(c -> c > 0x2800 && c <= 0x28ff), out);
    String plain =
        CommandRun.with(
                "", true, Map.of("LANG", "de_CH.UTF-8", "LC_ALL", "C"), "losses", "show", "huber")
            .well()
            .out();
    assertFalse(plain.chars().anyMatch(c -> c > 0x2800), plain);
  }

  @Test
  void withOptions() {
    String usual = CommandRun.of("losses", "show", "huber").well().out();
    String other = CommandRun.of("losses", "show", "huber", "delta=0.1").well().out();
    assertTrue(other.contains("value for target 0, delta=0.1"), other);
    assertNotEquals(usual, other);
    String one = CommandRun.of("losses", "show", "bce-logits", "--target", "0").well().out();
    assertTrue(one.contains("value for target 0\n"), one);
  }

  @Test
  void lossesOfMoreThanNumbersHaveNoDrawing() {
    String out = CommandRun.of("losses", "show", "cross-entropy").well().out();
    assertFalse(out.contains("value for"), out);
  }

  @Test
  void badOptions() {
    CommandRun.of("losses", "show", "hubber").refused("unknown loss 'hubber'", "'huber'");
    CommandRun.of("losses", "show", "huber", "delta").refused("'delta' should be KEY=VALUE");
    CommandRun.of("losses", "show", "huber", "delto=1").refused("delto", "'delta'");
    CommandRun.of("losses", "show", "huber", "delta=-1").refused("delta must be positive");
    CommandRun.of("losses", "show", "bce", "--target", "7").refused("7", "from 0 to 1");
    CommandRun.of("losses", "show", "bce", "--target", "x").refused("x");
  }

  @Test
  void jsonHasNoDrawing() {
    assertEquals(1, CommandRun.of("losses", "show", "huber", "--json").well().json().size());
  }
}
