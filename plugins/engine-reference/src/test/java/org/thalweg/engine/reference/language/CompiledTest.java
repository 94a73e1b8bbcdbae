package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.engine.reference.ReferenceEngine;

class CompiledTest {
  record Affine(Tensor weight, Tensor bias, int repeats) {}

  record Both(Tensor sum, List<Tensor> parts) {}

  @Test
  void givesWhatTheFunctionGives() {
    Compiled<Affine, Both> compiled =
        Compiled.of(p -> {
          Tensor line = p.weight().mul(p.repeats()).add(p.bias());
          return new Both(line.sum(), List.of(line, p.bias()));
        });
    Both result = compiled.apply(new Affine(Tensor.of(1f, 2f), Tensor.of(10f, 20f), 3));
    assertEquals(39, result.sum().item());
    assertArrayEquals(new double[] {13, 26}, result.parts().getFirst().toDoubleArray());
    assertArrayEquals(new double[] {10, 20}, result.parts().getLast().toDoubleArray());
    assertTrue(result.sum().isComputed());
  }

  @Test
  void isTracedOncePerStructureSpecsAndEngine() {
    AtomicInteger traces = new AtomicInteger();
    Compiled<Object, Tensor> compiled =
        Compiled.of(tree -> {
          traces.incrementAndGet();
          return org.thalweg.api.tree.Tree.leaves(tree).getFirst().square();
        });
    Tensor vector = Tensor.of(1f, 2f, 3f);
    int[] expected = {0};
    for (Object tree :
        List.of(
            vector,
            Tensor.of(1f, 2f),
            Tensor.of(1.0, 2.0),
            List.of(vector),
            List.of(vector, vector),
            Map.of("a", vector),
            Map.of("b", vector),
            new Affine(vector, vector, 1),
            new Affine(vector, vector, 2))) {
      expected[0]++;
      compiled.apply(tree);
      compiled.apply(tree);
      compiled.describe(tree);
      assertEquals(expected[0], traces.get(), tree.toString());
    }
    compiled.apply(Tensor.of(7f, 8f, 9f));
    assertEquals(expected[0], traces.get());
    Engines.with(new ReferenceEngine(), () -> compiled.apply(vector));
    assertEquals(expected[0] + 1, traces.get());
  }

  @Test
  void otherTensorsAreConstants() {
    Tensor factor = Tensor.of(2.0).add(1);
    Compiled<Tensor, Tensor> compiled = Compiled.of(x -> x.mul(factor));
    assertEquals(15, compiled.apply(Tensor.of(5.0)).item());
    assertEquals(18, compiled.apply(Tensor.of(6.0)).item());
  }

  @Test
  void argumentsAreNotWritten() {
    Tensor x = Tensor.of(1.0, 2.0);
    Compiled<Tensor, List<Tensor>> compiled = Compiled.of(p -> List.of(p, p.add(1), p));
    List<Tensor> result = compiled.apply(x);
    assertArrayEquals(new double[] {1, 2}, result.getFirst().toDoubleArray());
    assertArrayEquals(new double[] {1, 2}, result.getLast().toDoubleArray());
    result.getFirst().storage().setDouble(0, 99);
    assertArrayEquals(new double[] {1, 2}, x.toDoubleArray());
    assertArrayEquals(new double[] {1, 2}, result.getLast().toDoubleArray());
  }

  @Test
  void anArgumentHasNoValueWhileItIsTraced() {
    Compiled<Affine, Tensor> compiled = Compiled.of(p -> p.bias().mul(p.weight().sum().item()));
    assertEquals(
        "the value of 'weight' is not known while its function is traced; return the tensor from"
            + " the function and read it there",
        assertThrows(
                ThalwegException.class,
                () -> compiled.apply(new Affine(Tensor.of(1f), Tensor.of(1f), 0)))
            .getMessage());
  }

  @Test
  void gradientsCompile() {
    Compiled<Tensor, Tensor> compiled = Compiled.of(Grad.grad(x -> x.pow(3).sum()));
    assertArrayEquals(
        new double[] {3, 12, 27}, compiled.apply(Tensor.of(1.0, 2.0, 3.0)).toDoubleArray());
  }

  @Test
  void guardsAreCheckedEachRun() {
    Compiled<Tensor, Tensor> compiled =
        Compiled.of(x -> x.guard(x.gt(0), "{value} at {at} is not positive", x).log());
    assertEquals(0, compiled.apply(Tensor.of(1.0, 1.0)).sum().item());
    ThalwegException error =
        assertThrows(ThalwegException.class, () -> compiled.apply(Tensor.of(1.0, -2.5)));
    assertEquals("-2.5 at row 1 is not positive", error.getMessage());
    assertEquals(0, compiled.apply(Tensor.of(1.0, 1.0)).sum().item());
  }

  @Test
  void severalThreadsMayRunIt() throws InterruptedException {
    Compiled<Tensor, Tensor> compiled = Compiled.of(x -> x.mul(2).sum());
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> threads =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(i ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int n = 1; n <= 50; n++) {
                        Tensor x = Tensor.full(Shape.of(1 + n % 3), DType.FLOAT64, i * 100 + n);
                        if (compiled.apply(x).item() != 2 * (1 + n % 3) * (i * 100 + n)) {
                          wrong.incrementAndGet();
                        }
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, wrong.get());
  }
}
