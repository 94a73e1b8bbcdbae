/** Examples to learn from: sets of them, batches, splits, scaling, and tables in CSV files. */
@NullMarked
package org.thalweg.nn.data;

import org.jspecify.annotations.NullMarked;
