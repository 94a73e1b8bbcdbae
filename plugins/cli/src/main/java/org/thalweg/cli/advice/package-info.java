/** Which loss fits a problem, by what their cards say. */
@NullMarked
package org.thalweg.cli.advice;

import org.jspecify.annotations.NullMarked;
