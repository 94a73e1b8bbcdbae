/** A classifier of two classes. */
@NullMarked
package org.thalweg.examples.classifier;

import org.jspecify.annotations.NullMarked;
