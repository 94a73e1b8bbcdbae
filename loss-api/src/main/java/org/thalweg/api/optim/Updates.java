package org.thalweg.api.optim;

/**
 * What a transform makes of gradients.
 *
 * @param updates the transformed gradients; after the last transform, what is added to the
 *     parameters
 * @param state the state for the next step
 * @param <S> the type of the state
 */
public record Updates<S>(Parameters updates, S state) {}
