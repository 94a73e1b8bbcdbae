package org.thalweg.loss.survival;

import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.In;
import org.thalweg.api.tensor.Tensor;

/**
 * Times of examples, [N] each.
 *
 * @param durations times until the event or until the example was lost, 0 or more
 * @param events whether the event was seen
 */
public record Times(@In(Domain.NON_NEGATIVE) Tensor durations, @In(Domain.FLAG) Tensor events) {}
