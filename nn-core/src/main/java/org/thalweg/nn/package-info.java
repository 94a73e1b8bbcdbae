/** Networks and their training; this package holds the plugin that registers the layers. */
@NullMarked
package org.thalweg.nn;

import org.jspecify.annotations.NullMarked;
