package org.thalweg.api.loss;

/** The target of a loss that has none. */
public record None() {}
