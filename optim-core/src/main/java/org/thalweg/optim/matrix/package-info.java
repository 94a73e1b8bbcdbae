/** Decompositions of symmetric matrices, in float64, as operations of a compiled step. */
package org.thalweg.optim.matrix;
