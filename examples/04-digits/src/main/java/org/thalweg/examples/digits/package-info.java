/** Recognises handwritten digits. */
@NullMarked
package org.thalweg.examples.digits;

import org.jspecify.annotations.NullMarked;
