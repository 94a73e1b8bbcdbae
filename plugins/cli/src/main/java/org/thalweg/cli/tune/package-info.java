/**
 * What {@code thalweg tune} is asked for, and how its results are shown: as a table, as plots, as
 * JSON, and as YAML for the pipeline's file. The search itself is {@link org.thalweg.nn.tune}.
 * Nothing here writes to a console.
 */
@NullMarked
package org.thalweg.cli.tune;

import org.jspecify.annotations.NullMarked;
