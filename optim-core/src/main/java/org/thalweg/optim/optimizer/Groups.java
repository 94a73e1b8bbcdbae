package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.Partition;

/**
 * An optimizer of its own for each group of parameters, chosen by name.
 *
 * <pre>
 * optimizer:
 *   name: groups
 *   groups:
 *     - {match: "*bias, *norm*", optimizer: {name: adamw, learningRate: 0.001, weightDecay: 0}}
 *     - {match: "embedding/*", optimizer: {name: sgd, learningRate: 0.1}}
 *   otherwise: {name: adamw, learningRate: 0.001}
 * </pre>
 *
 * <p>A parameter belongs to the first group that fits its name; see {@link
 * org.thalweg.optim.transform.Partition} for patterns and for what is refused.
 *
 * @param groups patterns and optimizers, in order, one or more
 * @param otherwise the optimizer of other parameters; without it each must belong to a group
 */
@Named("groups")
@Doc("An optimizer of its own for each group of parameters, by name.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule = "each parameter by the optimizer of the first group that fits its name",
    state = "that of the group's optimizer",
    use = "Weight decay for matrices alone, a rate of its own for each part of a network.")
public record Groups(
    @Doc("Patterns and optimizers, in order.") List<Group> groups,
    @Doc("The optimizer of other parameters.") Optional<Optimizer> otherwise)
    implements Optimizer {
  /**
   * Parameters and what changes them.
   *
   * @param match patterns of their names, separated by commas
   * @param optimizer what changes them
   */
  public record Group(
      @Doc("Patterns of names, separated by commas.") String match,
      @Doc("What changes these parameters.") Optimizer optimizer) {
    /** Requires a pattern. */
    public Group {
      require(!match.isBlank(), "match must hold a pattern of names, was '%s'", match);
    }
  }

  /** Copies the list, which is not empty. */
  public Groups {
    groups = List.copyOf(groups);
    require(!groups.isEmpty(), "groups must hold at least one group");
  }

  @Override
  public GradientTransform<?> transform() {
    List<Partition.Branch> branches = new ArrayList<>();
    groups.forEach(
        group -> branches.add(new Partition.Branch(group.match, group.optimizer.transform())));
    return new Partition(branches, otherwise.map(Optimizer::transform));
  }
}
