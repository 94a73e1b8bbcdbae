/**
 * Thalweg beside its peers: the same workloads, interleaved in one run.
 *
 * <p>Each peer is a process that answers commands on its standard input; {@link
 * org.thalweg.examples.benchmarks.compare.Compare} takes turns among them and prints medians and
 * ratios.
 */
package org.thalweg.examples.benchmarks.compare;
