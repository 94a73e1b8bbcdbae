package org.thalweg.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Graph;
import org.thalweg.testkit.graph.GraphGenerator;
import org.thalweg.testkit.graph.MemoryCases;

/** An engine writes where it may, and nowhere else. */
interface MemoryContract extends EngineUnderTest {
  @Test
  default void agreesWhereInputsAreDonated() {
    for (DType t : List.of(DType.FLOAT32, DType.FLOAT64)) {
      EngineUnderTest.seeds(300)
          .forEach(seed -> parity().checkDonated(GraphGenerator.trial(~seed, t), seed));
    }
  }

  @TestFactory
  default Stream<DynamicTest> updatesInPlace() {
    return MemoryCases.donations().stream()
        .map(donated ->
            DynamicTest.dynamicTest(
                donated.trial().name(),
                () -> parity().checkDonated(donated.trial(), donated.donations(), 1)));
  }

  @TestFactory
  default Stream<DynamicTest> handsOutWhatIsNotComputed() {
    return MemoryCases.passedOn().stream()
        .map(trial -> DynamicTest.dynamicTest(trial.name(), () -> parity().check(trial, 1)));
  }

  @Test
  default void runsAgainOnOtherInputs() {
    for (DType t : List.of(DType.FLOAT32, DType.FLOAT64)) {
      EngineUnderTest.seeds(150)
          .forEach(seed -> parity().checkRepeated(GraphGenerator.trial(seed << 32 | 1, t), seed));
    }
  }

  @Test
  default void runsAnEmptyGraph() {
    Graph empty = new Graph(List.of(), List.of(), List.of());
    engine().compile(empty).run(new Storage[0], new Storage[0]);
    Graph idle = new Graph(List.of(new Spec(Shape.of(5), DType.BOOL)), List.of(), List.of());
    engine().compile(idle).run(new Storage[] {Storage.allocate(DType.BOOL, 5)}, new Storage[0]);
  }
}
