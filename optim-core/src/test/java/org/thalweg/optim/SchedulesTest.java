package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.optim.Numbers.assertClose;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.optim.schedule.Cosine;
import org.thalweg.optim.schedule.Exponential;
import org.thalweg.optim.schedule.Join;
import org.thalweg.optim.schedule.Step;
import org.thalweg.optim.schedule.WarmUp;
import tools.jackson.databind.JsonNode;

/** Schedules are tables of values. */
class SchedulesTest {
  @Test
  void valuesAreTheOracles() {
    Set<String> covered = new TreeSet<>();
    for (JsonNode json : Golden.read("schedules.json").get("cases")) {
      Schedule schedule =
          Golden.registry().create(Kind.SCHEDULE, Golden.config(json.get("config")), "schedule");
      double[] expected = Golden.numbers(json.get("values"));
      Tensor steps = Tensors.arange(expected.length, DType.FLOAT64);
      // schedules are formulas of one step each; they are taken for all steps in one program
      List<Tensor> values =
          LongStream.range(0, expected.length)
              .mapToObj(step -> schedule.at(steps.select(0, step)))
              .toList();
      values.forEach(value -> assertEquals(new Spec(Shape.scalar(), DType.FLOAT64), value.spec()));
      double[] actual = Tensors.stack(0, values.toArray(Tensor[]::new)).toDoubleArray();
      assertClose(expected, actual, 1e-12, 1e-17, json.get("oracle") + " " + schedule);
      assertEquals(actual[17], schedule.at(17), schedule.toString());
      covered.add(json.get("config").get("name").asString());
    }
    assertTrue(
        covered.containsAll(
            Golden.registry().all(Kind.SCHEDULE).stream().map(Component::name).toList()),
        covered.toString());
  }

  @Test
  void aStaircaseFallsAtItsSteps() {
    Schedule step = new Step(1, 3, 0.5);
    double[] values = LongStream.range(0, 7).mapToDouble(step::at).toArray();
    assertClose(new double[] {1, 1, 1, 0.5, 0.5, 0.5, 0.25}, values, 0, 0, "step");
    Schedule staircase = new Exponential(1, 0.5, 3, true);
    assertClose(
        values, LongStream.range(0, 7).mapToDouble(staircase::at).toArray(), 0, 0, "staircase");
  }

  @Test
  void aCosineStaysAtItsEnd() {
    Schedule cosine = new Cosine(1, 4, 0.25);
    assertEquals(1, cosine.at(0));
    assertEquals(0.625, cosine.at(2), 1e-15);
    assertEquals(0.25, cosine.at(4));
    assertEquals(0.25, cosine.at(1_000_000_000));
  }

  @Test
  void aWarmUpRisesToTheFirstValue() {
    Schedule warm = new WarmUp(new Exponential(2, 0.5, 1, false), 4, 0.25);
    double[] values = LongStream.range(0, 7).mapToDouble(warm::at).toArray();
    double[] expected = {0.5, 0.875, 1.25, 1.625, 2, 1, 0.5};
    assertClose(expected, values, 1e-15, 0, "warm-up");
    assertEquals(0, new WarmUp(Schedule.constant(3), 5, 0).at(0));
  }

  @Test
  void aJoinStartsEachAtItsBeginning() {
    Schedule joined =
        new Join(
            List.of(Schedule.constant(5), new Step(1, 1, 0.5), Schedule.constant(7)),
            List.of(2L, 5L));
    double[] values = LongStream.range(0, 7).mapToDouble(joined::at).toArray();
    assertClose(new double[] {5, 5, 1, 0.5, 0.25, 7, 7}, values, 0, 0, "join");
  }
}
