/** Functions that a layer's output goes through, one record each. */
@NullMarked
package org.thalweg.nn.activation;

import org.jspecify.annotations.NullMarked;
