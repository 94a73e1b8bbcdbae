/**
 * The contract of layers, activations and initial values.
 *
 * <p>A {@link org.thalweg.api.nn.Layer} is a formula that names the parameters it uses; they come
 * into being on first use, in the shape that the input asks for. The {@link
 * org.thalweg.api.nn.Scope} hands them out.
 */
package org.thalweg.api.nn;
