package org.thalweg.api.function;

/**
 * What a step of a loop gives.
 *
 * @param state the state for the next step, a tree of the structure and specs of the one before
 * @param output what the step yields, a tree
 * @param <S> the type of the state
 * @param <O> the type of the output
 */
public record Stepped<S, O>(S state, O output) {}
