package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.Freeze;
import org.thalweg.optim.transform.Partition;

/**
 * Any optimizer, with some parameters left as they are, for which it keeps nothing.
 *
 * @param match patterns of their names, as {@link org.thalweg.optim.transform.Partition} has them
 * @param optimizer what changes the others
 */
@Named("frozen")
@Doc("An optimizer that leaves some parameters as they are, by name.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule = "p = p where the name fits; other parameters by the optimizer",
    state = "that of the optimizer, for parameters that are not frozen",
    use = "Fine-tuning a part of a network.")
public record Frozen(
    @Doc("Patterns of names, separated by commas.") String match,
    @Doc("What changes the others.") Optimizer optimizer)
    implements Optimizer {
  /** Requires a pattern. */
  public Frozen {
    require(!match.isBlank(), "match must hold a pattern of names, was '%s'", match);
  }

  @Override
  public GradientTransform<?> transform() {
    return new Partition(
        List.of(new Partition.Branch(match, new Freeze("*"))), Optional.of(optimizer.transform()));
  }
}
