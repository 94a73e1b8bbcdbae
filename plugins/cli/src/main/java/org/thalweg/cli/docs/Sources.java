package org.thalweg.cli.docs;

import java.util.regex.Pattern;

/** References as links. */
final class Sources {
  private static final Pattern DOI = Pattern.compile("doi:(10\\.[^\\s;,]+[^\\s;,.)])");
  private static final Pattern ARXIV =
      Pattern.compile("arXiv:([0-9]{4}\\.[0-9]{4,5}|[a-z-]+/[0-9]{7})");

  private Sources() {}

  /** Returns text in Markdown, in which identifiers of papers are links. */
  static String linked(String text) {
    String linked = DOI.matcher(text).replaceAll("[doi:$1](https://doi.org/$1)");
    return ARXIV.matcher(linked).replaceAll("[arXiv:$1](https://arxiv.org/abs/$1)");
  }
}
