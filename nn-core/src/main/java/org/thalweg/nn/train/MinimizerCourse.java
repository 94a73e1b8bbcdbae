package org.thalweg.nn.train;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.nn.model.Weights;
import org.thalweg.optim.minimize.Minimization;
import org.thalweg.optim.minimize.Minimize;
import org.thalweg.optim.minimize.Reason;

/** An iteration of a minimizer for each epoch, on the loss of all examples. */
final class MinimizerCourse<M> implements Course {
  private final Minimization<M> minimization;
  private final Convergence convergence;
  private final Weights start;
  private final int examples;

  MinimizerCourse(
      Minimization<M> minimization, Convergence convergence, Weights start, int examples) {
    this.minimization = minimization;
    this.convergence = convergence;
    this.start = start;
    this.examples = examples;
  }

  @Override
  public int stepsPerEpoch() {
    return 1;
  }

  @Override
  public int examplesPerEpoch() {
    return examples;
  }

  @Override
  public void prepare(int epoch) {}

  @Override
  public @Nullable Stop step(int epoch, int number) {
    Optional<Reason> end = minimization.advance().or(minimization::ended);
    return end.map(reason -> stop(reason, epoch)).orElse(null);
  }

  private Stop stop(Reason reason, int epoch) {
    return switch (reason) {
      case GRADIENT ->
          new Stop(
              Stop.Reason.CONVERGED,
              "converged: the largest element of the gradient is %.1e, within %s"
                  .formatted(minimization.state().gradientNorm(), convergence.gradient()));
      case VALUE ->
          new Stop(
              Stop.Reason.CONVERGED,
              "converged: the loss fell by no more than %s".formatted(convergence.value()));
      case STEP ->
          new Stop(
              Stop.Reason.CONVERGED,
              "converged: the step was no longer than %s".formatted(convergence.step()));
      case NO_DESCENT ->
          new Stop(
              Stop.Reason.NO_DESCENT,
              "no way down was found; near a minimum, rounding hides the rest");
      case NOT_FINITE ->
          new Stop(
              Stop.Reason.NON_FINITE_LOSS,
              "the loss or its gradient was not finite in iteration %d; look for extreme inputs, or start elsewhere by another seed"
                  .formatted(epoch));
      case ITERATIONS -> throw new IllegalStateException("iterations have no end here");
    };
  }

  @Override
  public long steps() {
    return minimization.state().iteration();
  }

  @Override
  public double loss() {
    return minimization.state().value();
  }

  @Override
  public double epochLoss() {
    return loss();
  }

  @Override
  public Weights weights() {
    return new Weights(minimization.point(), start.states());
  }

  @Override
  public Minimize.State<M> state() {
    return minimization.state();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void restore(Object state) {
    minimization.resume((Minimize.State<M>) state);
  }
}
