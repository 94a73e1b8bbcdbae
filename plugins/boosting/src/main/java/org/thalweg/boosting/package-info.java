/**
 * Pointwise losses as objectives of gradient boosting: the first and second derivative of each
 * example's loss, as arrays. What a booster sums up in its trees is called the margin.
 */
@NullMarked
package org.thalweg.boosting;

import org.jspecify.annotations.NullMarked;
