package org.thalweg.loss.multiclass;

import org.thalweg.api.tensor.Tensor;

/**
 * The logits of true classes and of a sample of classes.
 *
 * @param own the logit of each example's class, [N]
 * @param others the logits of the sampled classes for each example, [N, S]
 */
public record Sampled(Tensor own, Tensor others) {}
