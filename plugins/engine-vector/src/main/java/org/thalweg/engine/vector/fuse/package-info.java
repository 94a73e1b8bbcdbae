/**
 * Which values are computed in one loop.
 *
 * <p>{@link org.thalweg.engine.vector.fuse.Fuser} divides a program into units: groups of
 * element-wise values and folds that share a loop, and calls of library routines. What passes
 * between values of a group stays in registers.
 */
package org.thalweg.engine.vector.fuse;
