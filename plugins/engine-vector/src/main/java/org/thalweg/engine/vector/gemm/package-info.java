/**
 * Matrix products.
 *
 * <p>An element of the result is a chain of fused multiply-adds in the order of the inner index,
 * whatever the blocking, the width of vectors and the number of threads; so all paths give the same
 * bits. Blocking and packing follow Van Zee and van de Geijn, "BLIS: a framework for rapidly
 * instantiating BLAS functionality", 2015.
 */
package org.thalweg.engine.vector.gemm;
