package org.thalweg.cli.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.plugin.Registry;

/** Losses are ranked by their cards. */
class AdvisorTest {
  private final Advisor advisor = new Advisor(registry());

  private static Registry registry() {
    Registry registry = new Registry();
    registry.install("test", new CardsOnly());
    return registry;
  }

  private List<String> names(Question question) {
    return advisor.answer(question).stream().map(Advice::name).toList();
  }

  @Test
  void withoutNeedsThePlainestIsFirst() {
    assertEquals("plain-counts", names(Question.of(Task.COUNTS)).getFirst());
    assertEquals("plain-classes", names(Question.of(Task.MULTICLASS)).getFirst());
    assertEquals("square", names(Question.of(Task.REGRESSION)).getFirst());
  }

  @Test
  void needsLeadToLossesThatCope() {
    assertEquals(
        "spread-counts", names(Question.of(Task.COUNTS, Strength.OVERDISPERSION)).getFirst());
    assertEquals(
        "wary-classes", names(Question.of(Task.MULTICLASS, Strength.LABEL_NOISE)).getFirst());
  }

  @Test
  void boundedSlopesAreForHeavyTails() {
    assertEquals(
        List.of("bent", "absolute", "square"),
        names(Question.of(Task.REGRESSION, Strength.HEAVY_TAILS)));
    Advice square = advisor.answer(Question.of(Task.REGRESSION, Strength.HEAVY_TAILS)).getLast();
    assertTrue(square.cautions().getFirst().contains("unbounded slope"), square.toString());
  }

  @Test
  void functionals() {
    assertEquals(
        "absolute", names(Question.of(Task.REGRESSION).wanted(Functional.MEDIAN)).getFirst());
    assertEquals("square", names(Question.of(Task.REGRESSION).wanted(Functional.MEAN)).getFirst());
  }

  @Test
  void calibrationIsForProperLosses() {
    List<Advice> all = advisor.answer(Question.of(Task.MULTICLASS, Strength.CALIBRATION));
    assertEquals("plain-classes", all.getFirst().name());
    assertTrue(all.getLast().cautions().getFirst().contains("not proper"), all.toString());
  }

  @Test
  void lossesThatCannotTakeTheTargetsAreLeftOut() {
    Question negative = Question.of(Task.COUNTS).targets(Domain.REAL);
    assertEquals(List.of(), names(negative));
    assertTrue(Advisor.accepts(Domain.NON_NEGATIVE, Domain.POSITIVE));
    assertFalse(Advisor.accepts(Domain.POSITIVE, Domain.NON_NEGATIVE));
    assertTrue(Advisor.accepts(Domain.REAL, Domain.PROBABILITY));
  }

  @Test
  void scoresFallAndEveryoneHasAReason() {
    List<Advice> all = advisor.answer(Question.of(Task.REGRESSION, Strength.OUTLIERS));
    assertTrue(
        IntStream.range(1, all.size()).allMatch(i -> all.get(i - 1).score() >= all.get(i).score()));
    assertTrue(all.stream().allMatch(advice -> !advice.reasons().isEmpty()));
  }

  @Test
  void aCardWithoutTasksIsForThoseOfItsFamily() {
    assertTrue(names(Question.of(Task.REGRESSION)).contains("absolute"));
    assertFalse(names(Question.of(Task.RANKING)).contains("absolute"));
  }
}
