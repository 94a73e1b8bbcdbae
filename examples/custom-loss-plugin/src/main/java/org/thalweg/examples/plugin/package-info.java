/** A plugin of a third party. */
@NullMarked
package org.thalweg.examples.plugin;

import org.jspecify.annotations.NullMarked;
