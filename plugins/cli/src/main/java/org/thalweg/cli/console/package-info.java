/** What commands share: streams, exit codes, and how errors are told. */
@NullMarked
package org.thalweg.cli.console;

import org.jspecify.annotations.NullMarked;
