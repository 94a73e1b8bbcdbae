/**
 * Routines for primitives that no loop of the generator states: access by index, orders along an
 * axis, windows, and kernels written by hand.
 *
 * <p>They work on dense memory, each divided into tasks that may run at the same time.
 */
package org.thalweg.engine.vector.library;
