/**
 * Trees of tensors: records, lists and maps whose leaves are tensors.
 *
 * <p>Whatever holds tensors in such a shape, a loss's target or an optimizer's state, can be taken
 * apart, named, transformed and put together again without code of its own. {@link
 * org.thalweg.api.tree.Tree} does all of that.
 */
package org.thalweg.api.tree;
