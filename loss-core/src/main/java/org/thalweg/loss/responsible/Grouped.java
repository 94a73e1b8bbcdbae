package org.thalweg.loss.responsible;

import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.In;
import org.thalweg.api.tensor.Tensor;

/**
 * Targets of examples that belong to groups.
 *
 * @param target what the wrapped loss takes
 * @param groups the group of each example, any integers of shape [N]
 */
public record Grouped(Tensor target, @In(Domain.LABEL) Tensor groups) {}
