/** Shows how training goes: a bar, lines, or JSON. */
@NullMarked
package org.thalweg.cli.progress;

import org.jspecify.annotations.NullMarked;
