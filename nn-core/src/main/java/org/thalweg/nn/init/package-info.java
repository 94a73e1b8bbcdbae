/** First values of parameters, one record each. */
@NullMarked
package org.thalweg.nn.init;

import org.jspecify.annotations.NullMarked;
