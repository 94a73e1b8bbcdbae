package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;

import java.util.List;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.optim.transform.Chain;

/**
 * An optimizer that is put together of transforms; the last gives what is added to the parameters.
 *
 * <pre>
 * optimizer:
 *   name: chain
 *   parts:
 *     - {name: clip-by-value, limit: 0.5}
 *     - scale-by-adam
 *     - {name: scale-by-learning-rate, learningRate: 0.001}
 * </pre>
 *
 * @param parts the transforms, in order, one or more
 */
@Named("chain")
@Doc("Transforms one after another.")
public record Chained(@Doc("The transforms, in order.") List<GradientTransform<?>> parts)
    implements Optimizer {
  /** Copies the list, which is not empty. */
  public Chained {
    require(!parts.isEmpty(), "parts must hold at least one transform");
    parts = List.copyOf(parts);
  }

  @Override
  public GradientTransform<?> transform() {
    return new Chain(parts);
  }
}
