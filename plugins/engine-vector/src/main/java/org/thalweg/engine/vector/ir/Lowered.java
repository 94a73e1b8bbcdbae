package org.thalweg.engine.vector.ir;

import java.util.List;

/**
 * A program of values.
 *
 * @param values all values that outputs depend on, each after what it reads
 * @param outputs the results, each the whole of a value that is no input and no constant
 */
public record Lowered(List<Value> values, List<Value> outputs) {}
