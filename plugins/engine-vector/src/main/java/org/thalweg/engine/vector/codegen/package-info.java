/**
 * Kernels: loops over memory, made from lanes as bytecode at run time.
 *
 * <p>Each kernel has a scalar form, which runs at once, and a vector form, which takes over once
 * the compiler has it. Both give the same bits, since folds keep as many partial results as a
 * vector has lanes and combine them in one order.
 */
package org.thalweg.engine.vector.codegen;
