package org.thalweg.nn.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.thalweg.api.data.DType;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Examples;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;
import org.thalweg.nn.data.Batch;
import org.thalweg.nn.model.Forward;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.model.Weights;

/**
 * A training step as a pure function: forward, loss, gradient, update.
 *
 * @param network what is trained
 * @param terms what is made small
 * @param transform how gradients become updates
 * @param <S> the type of the optimizer's state
 */
record Learner<S>(Network network, Terms terms, GradientTransform<S> transform) {
  /** Random keys of steps are derived beyond those of first weights. */
  private static final long STEPS = 1L << 40;

  /** Returns the state before the first step. */
  TrainingState start(Weights weights, long seed) {
    LossSum nothing = new LossSum(Tensor.scalar(0, DType.FLOAT64), Tensor.scalar(0, DType.FLOAT64));
    return new TrainingState(
        weights.parameters(),
        weights.states(),
        transform.init(weights.parameters()),
        Tensor.scalar(0, DType.INT64),
        Randoms.fold(Randoms.key(seed), STEPS),
        Collections.nCopies(terms.count(), nothing));
  }

  /** Returns the state after a step. */
  Stepped<TrainingState, StepOutput> step(TrainingState state, StepInput input) {
    Batch batch = input.batch();
    Tensor number = state.step().add(1);
    Tensor key = Randoms.fold(state.key(), number);
    AtomicReference<Forward> traced = new AtomicReference<>();
    ValueAndGrad<Parameters> gradient =
        Grad.valueAndGrad(
                (Parameters parameters) -> {
                  Forward forward = forward(parameters, state, batch, key);
                  traced.set(forward);
                  return terms.mean(forward.output(), batch);
                })
            .apply(state.parameters());
    Context context =
        new Context(
            state.parameters(),
            number,
            gradient.value(),
            others -> terms.mean(forward(others, state, batch, key).output(), batch),
            Examples.of(
                batch,
                (others, one) -> terms.mean(forward(others, state, one, key).output(), one)));
    Updates<S> updates = transform.update(gradient.gradient(), optimizer(state), context);
    List<LossSum> losses = running(state.losses(), traced.get().output(), input);
    return new Stepped<>(
        new TrainingState(
            state.parameters().add(updates.updates()),
            traced.get().states(),
            updates.state(),
            number,
            state.key(),
            losses),
        new StepOutput(gradient.value(), losses));
  }

  private Forward forward(Parameters parameters, TrainingState state, Batch batch, Tensor key) {
    return network.apply(new Weights(parameters, state.states()), batch.inputs(), true, key);
  }

  /** Returns the sums of this epoch with those of a batch. */
  private List<LossSum> running(List<LossSum> before, Tensor prediction, StepInput input) {
    List<LossSum> now = terms.sums(prediction, input.batch());
    List<LossSum> sums = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      LossSum kept = Tree.map(before.get(i), sum -> Tensors.where(input.first(), 0, sum));
      sums.add(kept.plus(now.get(i)));
    }
    return sums;
  }

  /** Returns the weights to evaluate with. */
  Weights evaluationWeights(TrainingState state) {
    return new Weights(
        transform.evaluationWeights(optimizer(state), state.parameters()), state.states());
  }

  @SuppressWarnings("unchecked")
  private S optimizer(TrainingState state) {
    return (S) state.optimizer();
  }
}
