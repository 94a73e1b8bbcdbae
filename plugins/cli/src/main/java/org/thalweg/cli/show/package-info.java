/** Text for people: tables, cards, figures, colours. */
@NullMarked
package org.thalweg.cli.show;

import org.jspecify.annotations.NullMarked;
