package org.thalweg.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A page in Markdown. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  Markdown title(int level, String title) {
    return paragraph("#".repeat(level) + " " + title);
  }

  Markdown paragraph(String lines) {
    if (!lines.isBlank()) {
      text.append(text.isEmpty() ? "" : "\n").append(lines.strip()).append('\n');
    }
    return this;
  }

  /** Adds a formula in TeX, which code hosts render. */
  Markdown formula(String tex) {
    return paragraph("```math\n" + tex + "\n```");
  }

  /** Adds a table, unless it has no rows. */
  Markdown table(Rows rows) {
    return rows.all.size() < 2 ? this : paragraph(rows.text());
  }

  String text() {
    return text.toString();
  }

  /** Rows of a table, the first of which is its head. */
  static final class Rows {
    private final List<List<String>> all = new ArrayList<>();

    Rows(String... head) {
      row(head);
    }

    Rows row(String... cells) {
      all.add(List.of(cells));
      return this;
    }

    /** Adds a row of a name and what there is to say, unless there is nothing. */
    Rows fact(String name, String fact) {
      return fact.isBlank() ? this : row(name, fact);
    }

    private String text() {
      List<String> lines = new ArrayList<>(all.stream().map(Rows::line).toList());
      lines.add(1, "|" + "---|".repeat(all.getFirst().size()));
      return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
      return cells.stream()
          .map(cell -> cell.replace("|", "\\|"))
          .collect(Collectors.joining(" | ", "| ", " |"));
    }
  }
}
