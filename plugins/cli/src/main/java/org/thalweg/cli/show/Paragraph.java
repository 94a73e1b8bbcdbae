package org.thalweg.cli.show;

import java.util.List;

/** Prose broken into lines. */
public final class Paragraph {
  private Paragraph() {}

  /**
   * Returns the lines, each after an indent.
   *
   * @param columns how long a line may be with its indent
   */
  public static String of(String text, int columns, String indent) {
    StringBuilder all = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (String word : List.of(text.strip().split("\\s+", -1))) {
      boolean first = line.length() == indent.length();
      if (!first && line.length() + 1 + word.length() > columns) {
        all.append(line).append('\n');
        line = new StringBuilder(indent);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
    }
    return all.append(line).append('\n').toString();
  }
}
