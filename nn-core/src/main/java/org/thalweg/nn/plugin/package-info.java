/** Finds plugins, on the class path and in a directory, and loads each apart from the others. */
@NullMarked
package org.thalweg.nn.plugin;

import org.jspecify.annotations.NullMarked;
