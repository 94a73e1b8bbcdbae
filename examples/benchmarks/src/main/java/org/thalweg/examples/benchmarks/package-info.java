/** A benchmark for every claim of speed. */
@NullMarked
package org.thalweg.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
