/** The JSON-lines protocol of losses and optimizers: a query a line in, an answer a line out. */
@NullMarked
package org.thalweg.cli.protocol;

import org.jspecify.annotations.NullMarked;
