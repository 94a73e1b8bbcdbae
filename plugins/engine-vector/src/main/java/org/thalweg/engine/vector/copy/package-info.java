/**
 * Rearranging memory: transposing blocks of elements in registers.
 *
 * <p>A transposer moves a square of as many rows and columns as a vector has lanes. It runs as
 * plain Java until its vector form is compiled.
 */
package org.thalweg.engine.vector.copy;
