package org.thalweg.examples.benchmarks.work;

import org.thalweg.api.tensor.Tensor;

/** Inputs and what is wanted of them. */
record Examples(Tensor inputs, Tensor targets) {}
