/** Fits a line. */
@NullMarked
package org.thalweg.examples.linear;

import org.jspecify.annotations.NullMarked;
