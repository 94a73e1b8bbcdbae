/**
 * Functions of tensors as programs: compiled once, run many times, and loops inside them.
 *
 * <p>{@link org.thalweg.api.function.Compiled} is a function; {@link
 * org.thalweg.api.function.CompiledStep} keeps a state that each run updates in place, as training
 * does; {@link org.thalweg.api.function.Loops} records loops over a leading axis.
 */
package org.thalweg.api.function;
