/** The commands: what each is given, and whom it asks. */
@NullMarked
package org.thalweg.cli.command;

import org.jspecify.annotations.NullMarked;
