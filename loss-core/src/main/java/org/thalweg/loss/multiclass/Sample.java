package org.thalweg.loss.multiclass;

import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.In;
import org.thalweg.api.tensor.Tensor;

/**
 * The true classes, a sample of classes, and how often the sample is expected to hold each.
 *
 * @param classes the class of each example, [N]
 * @param sampled the sampled classes, [S]
 * @param ownRate how often the sample is expected to hold each example's class, above 0, [N]
 * @param sampledRate how often it is expected to hold each sampled class, above 0, [S]
 */
public record Sample(
    @In(Domain.LABEL) Tensor classes,
    @In(Domain.LABEL) Tensor sampled,
    @In(Domain.POSITIVE) Tensor ownRate,
    @In(Domain.POSITIVE) Tensor sampledRate) {}
