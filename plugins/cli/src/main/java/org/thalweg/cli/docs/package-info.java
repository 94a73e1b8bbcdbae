/** The pages on losses, made from their cards, and how accurate they are. */
@NullMarked
package org.thalweg.cli.docs;

import org.jspecify.annotations.NullMarked;
