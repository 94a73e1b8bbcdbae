/**
 * Finds settings of a pipeline: a range test for its learning rate, and a search over a grid of
 * settings with cross-validation. A pipeline is only read; every training starts from its own first
 * weights. Results are the same bits on any number of threads.
 */
@NullMarked
package org.thalweg.nn.tune;

import org.jspecify.annotations.NullMarked;
