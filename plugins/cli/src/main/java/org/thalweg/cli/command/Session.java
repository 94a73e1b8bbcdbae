package org.thalweg.cli.command;

import org.thalweg.cli.console.Console;

/**
 * What all commands share.
 *
 * @param console where they read and write
 * @param debug whether to show stack traces
 */
record Session(Console console, boolean debug) {}
