/** Checks of the machine and of what is installed. */
@NullMarked
package org.thalweg.cli.doctor;

import org.jspecify.annotations.NullMarked;
