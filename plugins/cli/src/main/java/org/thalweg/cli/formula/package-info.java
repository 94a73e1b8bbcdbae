/** The plain-text formulas of cards: read, set in TeX, and computed. */
@NullMarked
package org.thalweg.cli.formula;

import org.jspecify.annotations.NullMarked;
