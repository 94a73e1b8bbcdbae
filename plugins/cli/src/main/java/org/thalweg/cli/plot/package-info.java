/**
 * Drawings as SVG, as pixels and as text: curves of losses, and ways down a function on its
 * contours. Scales are chosen by what is drawn, and numbers that are not finite never break one.
 * What is drawn comes as plain numbers; nothing here knows an optimizer.
 */
@NullMarked
package org.thalweg.cli.plot;

import org.jspecify.annotations.NullMarked;
