package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * Different transforms for different parameters, chosen by name. A parameter belongs to the first
 * branch with a pattern that fits its name, or else to the rest. Each branch sees its own
 * parameters alone: a norm over all parameters is one over the branch.
 *
 * <p>Patterns are globs separated by commas, such as {@code "*bias, *norm*"}: {@code *} stands for
 * any characters and {@code ?} for one. One that fits no parameter is an error, and so is a
 * parameter that belongs nowhere.
 *
 * @param branches patterns and transforms, in order
 * @param rest what becomes of the gradients of other parameters
 */
@Named("partition")
@Doc("Different transforms for different parameters, by name.")
public record Partition(
    @Doc("Patterns and transforms, in order.") List<Branch> branches,
    @Doc("What becomes of the gradients of other parameters.") Optional<GradientTransform<?>> rest)
    implements GradientTransform<Partition.State> {
  /**
   * What becomes of the gradients of some parameters.
   *
   * @param match patterns of their names, separated by commas
   * @param transform what becomes of their gradients
   */
  public record Branch(
      @Doc("Patterns of names, separated by commas.") String match,
      @Doc("What becomes of these gradients.") GradientTransform<?> transform) {
    /** Requires a pattern. */
    public Branch {
      Names.requirePatterns(match, "match");
    }
  }

  /**
   * What the branches keep from step to step.
   *
   * @param branches the state of each branch, in order, and that of the rest if it has parameters
   */
  public record State(List<Object> branches) {
    /** Copies the list. */
    public State {
      branches = List.copyOf(branches);
    }
  }

  /** Some parameters, and what becomes of their gradients. */
  private record Share(Part part, GradientTransform<?> transform) {}

  /** Copies the list, which is not empty. */
  public Partition {
    branches = List.copyOf(branches);
    require(!branches.isEmpty(), "branches must hold at least one");
  }

  private List<Share> shares(Parameters parameters) {
    List<String> left = new ArrayList<>(parameters.names());
    List<Share> shares = new ArrayList<>();
    for (Branch branch : branches) {
      Names.requireMatches(branch.match, parameters.names());
      List<String> mine = left.stream().filter(name -> Names.match(branch.match, name)).toList();
      require(
          !mine.isEmpty(),
          "all parameters that fit '%s' belong to earlier patterns; there are %s",
          branch.match,
          parameters.names());
      left.removeAll(mine);
      shares.add(new Share(new Part(mine), branch.transform));
    }
    if (!left.isEmpty()) {
      shares.add(
          new Share(
              new Part(List.copyOf(left)),
              rest.orElseThrow(() ->
                  new ThalwegException(
                      "no pattern fits the parameters %s; add one, or say what holds for the rest"
                          .formatted(left)))));
    }
    return shares;
  }

  @Override
  public State init(Parameters parameters) {
    List<Object> states = new ArrayList<>();
    shares(parameters)
        .forEach(share -> states.add(share.transform.init(share.part.of(parameters))));
    return new State(states);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters updates = gradients;
    List<Object> states = new ArrayList<>();
    for (Share share : shares(context.parameters())) {
      Updates<?> step =
          Untyped.update(
              share.transform,
              share.part.of(gradients),
              state.branches.get(states.size()),
              share.part.of(context));
      updates = Part.replaced(updates, step.updates());
      states.add(step.state());
    }
    return new Updates<>(updates, new State(states));
  }

  @Override
  public Parameters evaluationWeights(State state, Parameters parameters) {
    Parameters weights = parameters;
    List<Share> shares = shares(parameters);
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      weights =
          Part.replaced(
              weights,
              Untyped.evaluationWeights(
                  share.transform, state.branches.get(i), share.part.of(parameters)));
    }
    return weights;
  }
}
