/**
 * Thalweg's language and contracts: what a plugin author compiles against.
 *
 * <p>Losses, optimizers and layers are formulas over lazy {@link org.thalweg.api.tensor.Tensor
 * tensors}; everything else is derived from the formula. This package holds what all others share:
 * the exception type, argument checks and the version of the contract.
 */
package org.thalweg.api;
