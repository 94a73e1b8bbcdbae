package org.thalweg.cli.race;

import java.util.concurrent.atomic.AtomicInteger;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.run.Descent;

/** Counts how often a step of an optimizer computes the loss with its gradient. */
public final class Gradients {
  private Gradients() {}

  /**
   * Returns the count: 1 for most, 2 for one that looks at a second point. It is that of one step
   * as it is traced; what an optimizer asks of single examples is not counted.
   */
  public static int of(Optimizer optimizer) {
    AtomicInteger calls = new AtomicInteger();
    try {
      trace(Descent.by(optimizer), calls);
    } catch (ThalwegException _) {
      // it takes the gradients of examples, which there are none of here
    }
    return Math.max(1, calls.get());
  }

  private static <S> void trace(Descent<S> descent, AtomicInteger calls) {
    Tensor point = Tensor.full(Shape.of(2, 2), DType.FLOAT64, 1);
    var _ =
        descent.step(
            descent.start(Parameters.of("x", point)),
            at -> {
              calls.incrementAndGet();
              return at.get("x").square().sum();
            });
  }
}
