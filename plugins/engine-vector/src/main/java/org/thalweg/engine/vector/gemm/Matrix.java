package org.thalweg.engine.vector.gemm;

/**
 * How the elements of a matrix lie in a segment, in elements.
 *
 * @param offset the first element
 * @param row from row to row
 * @param column from column to column
 */
public record Matrix(long offset, long row, long column) {
  long at(long i, long j) {
    return offset + i * row + j * column;
  }
}
