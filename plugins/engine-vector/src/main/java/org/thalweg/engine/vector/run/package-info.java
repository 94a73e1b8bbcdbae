/**
 * Programs that run: steps over buffers, in waves of steps that do not depend on each other.
 *
 * <p>{@link org.thalweg.engine.vector.run.Planner} makes units into steps, lays their buffers out
 * in one block of memory, and a {@link org.thalweg.engine.vector.run.Team} of threads runs them.
 * What is computed, and in which order sums are taken, depends on shapes alone, never on the number
 * of threads.
 */
package org.thalweg.engine.vector.run;
