package org.thalweg.cli;

import org.thalweg.cli.command.Commands;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;

/** The {@code thalweg} command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Console.system(), arguments));
  }

  /** Runs the command and returns its {@link ExitCode}. */
  public static int run(Console console, String... arguments) {
    try {
      return Commands.execute(console, arguments);
    } finally {
      console.flush();
    }
  }
}
