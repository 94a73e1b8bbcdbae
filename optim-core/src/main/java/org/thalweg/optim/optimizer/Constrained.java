package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.Chain;

/**
 * Any optimizer, with transforms of what it adds to the parameters: constraints, usually.
 *
 * <pre>
 * optimizer:
 *   name: constrained
 *   optimizer: {name: adam, learningRate: 0.001}
 *   constraints: [{name: keep-norm-below, maxNorm: 2, match: "*weight"}]
 * </pre>
 *
 * @param optimizer what makes the steps
 * @param constraints what becomes of them, in order, one or more
 */
@Named("constrained")
@Doc("An optimizer whose steps keep to constraints.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule = "p = nearest point to p + u that keeps to the constraints, u by the optimizer",
    state = "that of the optimizer",
    use = "Weights with a sign, a sum or a largest length.")
public record Constrained(
    @Doc("What makes the steps.") Optimizer optimizer,
    @Doc("What becomes of them, in order.") List<GradientTransform<?>> constraints)
    implements Optimizer {
  /** Copies the list, which is not empty. */
  public Constrained {
    constraints = List.copyOf(constraints);
    require(!constraints.isEmpty(), "constraints must hold at least one transform");
  }

  @Override
  public GradientTransform<?> transform() {
    List<GradientTransform<?>> parts = new ArrayList<>(List.of(optimizer.transform()));
    parts.addAll(constraints);
    return new Chain(parts);
  }
}
