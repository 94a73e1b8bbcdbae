/** Training: one compiled step in a loop, its evaluation, and when it stops. */
@NullMarked
package org.thalweg.nn.train;

import org.jspecify.annotations.NullMarked;
