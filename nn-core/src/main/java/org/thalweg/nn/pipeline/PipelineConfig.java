package org.thalweg.nn.pipeline;

import org.thalweg.api.config.Doc;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.tensor.Tensor;

/**
 * A pipeline as configuration: the keys of its YAML file.
 *
 * @param data where examples come from
 * @param model the network: in YAML a list of layers, from input to output, or one layer
 * @param loss what is made small
 * @param optimizer how it is made small
 * @param training how long, and in what order
 */
public record PipelineConfig(
    @Doc("Where examples come from.") DataConfig data,
    @Doc("The layers, from input to output.") Layer model,
    @Doc("What is made small.") Loss<Tensor, Tensor> loss,
    @Doc("How it is made small.") Optimizer optimizer,
    @Doc("How long, and in what order.") TrainingConfig training) {}
