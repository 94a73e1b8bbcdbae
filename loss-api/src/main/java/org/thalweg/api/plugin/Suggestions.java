package org.thalweg.api.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what a misspelt name may have meant. */
public final class Suggestions {
  private Suggestions() {}

  /** Returns {@code ; did you mean 'x'?}, or the names that exist if none is near. */
  public static String of(String wrong, Collection<String> right) {
    List<String> near =
        right.stream()
            .filter(name -> distance(wrong, name) <= Math.max(1, wrong.length() / 3))
            .sorted(Comparator.comparingInt(name -> distance(wrong, name)))
            .limit(2)
            .toList();
    if (!near.isEmpty()) {
      return "; did you mean "
          + near.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" or "))
          + "?";
    }
    return right.isEmpty() ? "" : "; there are " + String.join(", ", right);
  }

  /** Returns the number of edits (insertion, deletion, replacement, swap) between two names. */
  static int distance(String left, String right) {
    String a = left.toLowerCase(java.util.Locale.ROOT);
    String b = right.toLowerCase(java.util.Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
