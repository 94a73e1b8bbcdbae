package org.thalweg.loss.responsible;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.CoreLosses;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.regression.Mse;

/** What is special about losses that are made of others. */
class WrappersTest {
  private static Registry registry() {
    Registry registry = new Registry();
    registry.install("loss-core", new CoreLosses());
    return registry;
  }

  private static Tensor zeros(long... extents) {
    return Tensor.full(Shape.of(extents), DType.FLOAT64, 0);
  }

  @Test
  void theWrappedLossIsGivenByNameOrWithItsKeys() {
    assertEquals(
        new Cvar(0.2, new Mse()),
        registry().create(Kind.LOSS, "cvar", Map.of("alpha", 0.2, "loss", "mse")));
    assertEquals(
        new VRex(10, new BceLogits(3)),
        registry()
            .create(
                Kind.LOSS,
                "v-rex",
                Map.of("loss", Map.of("name", "bce-logits", "positiveWeight", 3))));
    assertEquals(
        new Capped(1, new Trimmed(0.5, new Mse())),
        registry()
            .create(
                Kind.LOSS,
                "capped",
                Map.of("cap", 1, "loss", Map.of("name", "trimmed", "share", 0.5, "loss", "mse"))));
    String unknown = message(() -> registry().create(Kind.LOSS, "cvar", Map.of("loss", "mze")));
    assertTrue(unknown.startsWith("loss.loss: unknown loss 'mze'; did you mean"), unknown);
  }

  @Test
  void weightsOfGroupsGrowWithTheirLoss() {
    GroupDro loss = new GroupDro(0.5, new Mse());
    GroupDro.Weighted input = new GroupDro.Weighted(Tensor.of(1.0, 2, 3), Tensor.of(0.25, 0.75, 0));
    Grouped target = new Grouped(zeros(3), Tensor.of(0, 1, 0));
    double[] risks = {5, 4};
    double a = 0.25 * Math.exp(0.5 * risks[0]);
    double b = 0.75 * Math.exp(0.5 * risks[1]);
    assertArrayEquals(
        new double[] {a / (a + b), b / (a + b), 0},
        loss.next(input, target).toDoubleArray(),
        1e-12);
    assertEquals(
        (a * risks[0] + b * risks[1]) / (a + b), Losses.mean(loss, input, target).item(), 1e-12);
  }

  @Test
  void floodingTurnsAround() {
    Flooding loss = new Flooding(0.5, new Mse());
    Tensor near = Tensor.of(0.1, 0.2);
    Tensor slope =
        org.thalweg.api.grad.Grad.grad((Tensor p) -> Losses.mean(loss, p, zeros(2))).apply(near);
    assertArrayEquals(new double[] {-0.1, -0.2}, slope.toDoubleArray(), 1e-15);
    assertEquals(1 - 0.025, Losses.mean(loss, near, zeros(2)).item(), 1e-15);
    assertEquals(0, Losses.mean(loss, zeros(2), zeros(2)).item(), 0);
  }

  /** The mean of the worst share is at least any other mean of as many. */
  @Test
  void cvarIsTheWorstMean() {
    Tensor p = Tensor.of(1.0, 3, 2, 0.5, 2.5);
    double[] squares = {9, 6.25, 4, 1, 0.25};
    assertEquals(9, Losses.mean(new Cvar(0.2, new Mse()), p, zeros(5)).item(), 1e-12);
    assertEquals(
        (squares[0] + squares[1] + 0.5 * squares[2]) / 2.5,
        Losses.mean(new Cvar(0.5, new Mse()), p, zeros(5)).item(),
        1e-12);
    assertEquals(
        Losses.mean(new Mse(), p, zeros(5)).item(),
        Losses.mean(new Cvar(1, new Mse()), p, zeros(5)).item(),
        1e-12);
  }

  @Test
  void badInput() {
    assertEquals(
        "v-rex: groups is int32[2], should be of integers of shape [3]",
        message(() ->
            Losses.mean(new VRex(1, new Mse()), zeros(3), new Grouped(zeros(3), Tensor.of(0, 1)))));
    assertEquals(
        "group-dro: groups 2 at row 1 is not from 0 to 1",
        message(() ->
            Losses.mean(
                    new GroupDro(1, new Mse()),
                    new GroupDro.Weighted(zeros(2), Tensor.of(0.5, 0.5)),
                    new Grouped(zeros(2), Tensor.of(0, 2)))
                .item()));
    assertEquals(
        "cross-entropy: the label 7 at row 0 is not one of the 3 classes 0 to 2",
        message(() -> Losses.mean(new Cvar(), zeros(1, 3), Tensor.of(new int[] {7})).item()));
    for (var wrong :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> new Cvar(0, new Mse()),
            () -> new Trimmed(1, new Mse()),
            () -> new AverageTopK(0, new Mse()),
            () -> new CoTeaching(-0.1, new Mse()),
            () -> new Capped(0, new Mse()),
            () -> new PerExampleClipping(0))) {
      assertThrows(ThalwegException.class, wrong);
    }
  }

  private static String message(org.junit.jupiter.api.function.Executable code) {
    return String.valueOf(assertThrows(ThalwegException.class, code).getMessage());
  }
}
