/**
 * Primitives and graphs: the closed set of operations that engines run, and programs made of them.
 *
 * <p>Each primitive is a record with its rule for shapes and types; families are sealed, so that
 * the compiler checks that the gradient table and every engine handle each one. A {@link
 * org.thalweg.api.graph.Graph} is a list of them in order of execution, and plain data: equal
 * graphs are the same program.
 */
package org.thalweg.api.graph;
