/**
 * Programs to test engines with: seeded random graphs, and systematic ones for each primitive.
 *
 * <p>A {@link org.thalweg.testkit.graph.Trial} is a graph with inputs and with how well two engines
 * must agree on each output.
 */
package org.thalweg.testkit.graph;
