/** The {@code thalweg} command: where it starts. */
@NullMarked
package org.thalweg.cli;

import org.jspecify.annotations.NullMarked;
