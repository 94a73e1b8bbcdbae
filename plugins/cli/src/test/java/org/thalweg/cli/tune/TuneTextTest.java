package org.thalweg.cli.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;

/** Values as words of a command line, and as YAML. */
class TuneTextTest {
  @Test
  void valuesOfACommandLine() {
    assertEquals(List.of(0L, 1e-4, "adam", true), Values.of("0, 1e-4,adam,true"));
    assertEquals(List.of(0.001, 0.01, 0.1), Values.of("1e-3..0.1:3"));
    assertEquals(5, Values.of("1e-3..0.1").size());
    assertEquals(List.of("a/../b.csv"), Values.of("a/../b.csv"));
    assertEquals(List.of(List.of(1, 2), "x"), Values.of("[[1, 2], \"x\"]"));
    assertArrayEquals(new double[] {0.1, 1, 3}, Values.rates("1,3,0.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,,2", "1..0", "1..e", "1..2:x", "1..2:1", "0..1"})
  void valuesThatAreNone(String text) {
    assertThrows(ThalwegException.class, () -> Values.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1,1"})
  void ratesThatAreNone(String text) {
    assertThrows(ThalwegException.class, () -> Values.rates(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 0.001",
    "1.0E-7, 1.0e-7",
    "2.5E-6, 2.5e-6",
    "0, 0",
    "3, 3",
    "-0.25, -0.25",
    "1.5E12, 1.5e+12",
    "0.1, 0.1",
    "NaN, .nan",
    "-Infinity, -.inf"
  })
  void numbersAsYaml(double number, String yaml) {
    assertEquals(yaml, FlowYaml.number(number));
  }

  @RepeatedTest(20)
  void noDigitIsLost(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int i = 0; i < 100; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertEquals(number, Double.parseDouble(FlowYaml.number(number)));
      }
    }
  }

  @Test
  void textsAreQuotedWhereTheyMustBe() {
    assertEquals(
        "[adam, '*bias', 'it''s', 'true', '1e-3', 'a: b', '', ../data/x.csv]",
        FlowYaml.of(List.of("adam", "*bias", "it's", "true", "1e-3", "a: b", "", "../data/x.csv")));
  }

  /** Two rates to a power of ten, the nearest in the middle. */
  @ParameterizedTest
  @CsvSource({"0.01, 0.001, 0.1", "0.012, 0.001, 0.1", "0.003, 0.0003, 0.03", "2.5, 0.3, 30"})
  void roundRatesAround(double centre, double low, double high) {
    double[] rates = Around.rates(centre);
    assertEquals(5, rates.length);
    assertEquals(low, rates[0]);
    assertEquals(high, rates[4]);
  }
}
