/** Curves of losses: sampled, and drawn as SVG or as text. */
@NullMarked
package org.thalweg.cli.plot;

import org.jspecify.annotations.NullMarked;
