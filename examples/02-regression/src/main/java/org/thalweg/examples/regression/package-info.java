/** Regression with a choice of losses. */
@NullMarked
package org.thalweg.examples.regression;

import org.jspecify.annotations.NullMarked;
