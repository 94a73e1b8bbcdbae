/**
 * The engine's form of a graph: computations on dense buffers, connected by strided views.
 *
 * <p>Movement of values (reshape, transpose, broadcast, slice, flip) is a view and costs nothing;
 * {@link org.thalweg.engine.vector.ir.Lowering} makes a graph into this form and simplifies it on
 * the way.
 */
package org.thalweg.engine.vector.ir;
