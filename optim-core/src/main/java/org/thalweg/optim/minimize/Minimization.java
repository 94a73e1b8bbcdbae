package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.require;

import java.util.Optional;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.minimize.Move;
import org.thalweg.api.minimize.Position;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;

/**
 * A minimisation under way, an iteration at a time, for those who look on, save and stop it. {@link
 * Minimize} makes it.
 *
 * @param <M> what the method keeps
 */
public final class Minimization<M> {
  private final Minimizer<M> minimizer;
  private final Stop stop;
  private final CompiledObjective objective;
  private Minimize.State<M> state;

  /** The evaluations before a state that was taken up, which the objective knows nothing of. */
  private long offset;

  Minimization(Minimize<M> minimize, CompiledObjective objective, Parameters start) {
    this.minimizer = minimize.minimizer();
    this.stop = minimize.stop();
    this.objective = objective;
    Position position = minimizer.start(objective, CompiledObjective.vector(start));
    M memory = minimizer.init(objective, position);
    this.state =
        new Minimize.State<>(
            position, memory, Vectors.count(0), Vectors.count(objective.evaluations()));
  }

  Minimization(Minimize<M> minimize, CompiledObjective objective, Minimize.State<M> state) {
    this.minimizer = minimize.minimizer();
    this.stop = minimize.stop();
    this.objective = objective;
    this.state = state;
    resume(state);
  }

  /** Returns where it is. */
  public Minimize.State<M> state() {
    return state;
  }

  /** Returns the parameters there, in their own types. */
  public Parameters point() {
    return objective.parameters(state.position().x());
  }

  /** Goes on from another state. */
  public void resume(Minimize.State<M> other) {
    require(
        other.position().point().size() == objective.size(),
        "the state is of %s numbers, the parameters have %s",
        other.position().point().size(),
        objective.size());
    state = other;
    offset = Vectors.count(other.evaluations()) - objective.evaluations();
  }

  /** Returns why there is no iteration from here, if there is none. */
  public Optional<Reason> ended() {
    Position here = state.position();
    if (!Double.isFinite(here.f()) || !Vectors.isFinite(here.g())) {
      return Optional.of(Reason.NOT_FINITE);
    } else if (state.gradientNorm() <= stop.gradient()) {
      return Optional.of(Reason.GRADIENT);
    } else if (state.iteration() >= stop.iterations()) {
      return Optional.of(Reason.ITERATIONS);
    }
    return Optional.empty();
  }

  /**
   * Takes an iteration, if there is one from here.
   *
   * @return why it is the last one, or why there is none; empty while it goes on
   */
  public Optional<Reason> advance() {
    Optional<Reason> end = ended();
    if (end.isPresent()) {
      return end;
    }
    Move<M> move = minimizer.step(objective, state.position(), state.memory());
    Tensor evaluations = Vectors.count(offset + objective.evaluations());
    if (!move.moved()) {
      state =
          new Minimize.State<>(state.position(), state.memory(), state.iterations(), evaluations);
      return Optional.of(Reason.NO_DESCENT);
    }
    state =
        new Minimize.State<>(
            move.position(), move.memory(), Vectors.count(state.iteration() + 1), evaluations);
    if (move.decrease() <= stop.value() && stop.value() > 0) {
      return Optional.of(Reason.VALUE);
    } else if (move.length() <= stop.step() && stop.step() > 0) {
      return Optional.of(Reason.STEP);
    }
    return Optional.empty();
  }

  Minimize.Result<M> result(Reason reason) {
    return new Minimize.Result<>(
        point(),
        state.value(),
        state.gradientNorm(),
        Vectors.count(state.evaluations()),
        state.iteration(),
        reason,
        state);
  }
}
