/**
 * What a tensor is made of: shape, element type and memory.
 *
 * <p>Everything else in the language builds on these values. They know nothing of operations.
 */
package org.thalweg.api.data;
