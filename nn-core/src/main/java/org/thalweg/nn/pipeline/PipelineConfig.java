package org.thalweg.nn.pipeline;

import java.util.Optional;
import org.thalweg.api.config.Doc;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.train.Convergence;
import org.thalweg.nn.train.Method;

/**
 * A pipeline as configuration: the keys of its YAML file.
 *
 * @param data where examples come from
 * @param model the network: in YAML a list of layers, from input to output, or one layer
 * @param loss what is made small
 * @param optimizer how it is made small by steps on batches
 * @param minimizer how it is made small on all examples at once; there is an optimizer or this
 * @param training how long, and in what order
 * @param checkpoint where and when it is saved
 */
public record PipelineConfig(
    @Doc("Where examples come from.") DataConfig data,
    @Doc("The layers, from input to output.") Layer model,
    @Doc("What is made small.") Loss<Tensor, Tensor> loss,
    @Doc("How it is made small by steps on batches.") Optional<Optimizer> optimizer,
    @Doc("How it is made small on all examples at once.") Optional<Minimizer<?>> minimizer,
    @Doc("How long, and in what order.") TrainingConfig training,
    @Doc("Where and when it is saved.") Optional<CheckpointConfig> checkpoint) {
  /** Returns how the loss is made small. */
  Method method() {
    return minimizer
        .<Method>map(
            it -> new Method.Minimizing(it, training.convergence().orElse(Convergence.DEFAULT)))
        .orElseGet(() -> new Method.Optimizing(optimizer.orElseThrow()));
  }
}
