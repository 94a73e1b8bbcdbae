/** Measures of a model's quality that add up over batches. */
@NullMarked
package org.thalweg.nn.metric;

import org.jspecify.annotations.NullMarked;
