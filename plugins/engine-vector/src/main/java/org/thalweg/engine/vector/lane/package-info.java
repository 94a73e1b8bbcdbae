/**
 * What a kernel computes for one element, as a graph of machine operations ("lanes").
 *
 * <p>Mathematical functions are spelled out here in additions, multiplications and bit operations,
 * so that the scalar and the vector form of a kernel, made from the same lanes, give the same bits.
 */
package org.thalweg.engine.vector.lane;
