/** Whole training runs as configuration, in YAML or in code, checked before anything runs. */
@NullMarked
package org.thalweg.nn.pipeline;

import org.jspecify.annotations.NullMarked;
