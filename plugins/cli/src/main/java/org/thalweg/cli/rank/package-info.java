/**
 * Time to target: how many steps each optimizer takes to a fixed loss on held-out examples, in the
 * manner of AlgoPerf. Each has the same small budget of learning rates, and steps are counted
 * instead of seconds, so that a result is the same on every machine. Results are kept as JSON, from
 * which tables and plots are made.
 */
@NullMarked
package org.thalweg.cli.rank;

import org.jspecify.annotations.NullMarked;
