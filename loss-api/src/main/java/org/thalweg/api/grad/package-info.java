/**
 * Differentiation of functions of tensors, of any order, forward and backward.
 *
 * <p>One table gives each primitive's rule; {@link org.thalweg.api.grad.Grad} does the rest.
 * Gradients are tensors like any other, so gradients of gradients need nothing more.
 */
package org.thalweg.api.grad;
