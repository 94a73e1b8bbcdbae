package org.thalweg.optim.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * A transform of the gradients of some parameters, chosen by name; those of others stay as they
 * are. So weight decay leaves out biases:
 *
 * <pre>
 * - name: masked
 *   except: "*bias"
 *   transform: {name: add-decayed-weights, weightDecay: 0.01}
 * </pre>
 *
 * @param match patterns of names as {@link Partition} has them
 * @param except patterns of names that are left out; none if empty
 * @param transform what becomes of the gradients that match
 */
@Named("masked")
@Doc("A transform of the gradients of some parameters, by name.")
public record Masked(
    @Default("*") @Doc("Patterns of names, separated by commas.") String match,
    @Default("") @Doc("Patterns of names that are left out.") String except,
    @Doc("What becomes of these gradients.") GradientTransform<?> transform)
    implements GradientTransform<Partition.State> {
  /** Requires a pattern. */
  public Masked {
    Names.requirePatterns(match, "match");
  }

  private Partition partition() {
    GradientTransform<?> same = new Chain(List.of());
    List<Partition.Branch> branches = new ArrayList<>();
    if (!Names.patterns(except).isEmpty()) {
      branches.add(new Partition.Branch(except, same));
    }
    branches.add(new Partition.Branch(match, transform));
    return new Partition(branches, Optional.of(same));
  }

  @Override
  public Partition.State init(Parameters parameters) {
    return partition().init(parameters);
  }

  @Override
  public Updates<Partition.State> update(
      Parameters gradients, Partition.State state, Context context) {
    return partition().update(gradients, state, context);
  }

  @Override
  public Parameters evaluationWeights(Partition.State state, Parameters parameters) {
    return partition().evaluationWeights(state, parameters);
  }
}
