/** The pages on losses and optimizers, made from their cards, and how accurate losses are. */
@NullMarked
package org.thalweg.cli.docs;

import org.jspecify.annotations.NullMarked;
