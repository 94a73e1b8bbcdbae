/** The {@code thalweg} command: its start, its streams, its exit codes. */
@NullMarked
package org.thalweg.cli;

import org.jspecify.annotations.NullMarked;
