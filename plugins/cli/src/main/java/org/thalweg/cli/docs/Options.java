package org.thalweg.cli.docs;

import java.util.stream.Collectors;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.cli.show.Cards;

/** The options of a component, as a part of its page. */
final class Options {
  private Options() {}

  /**
   * Adds a table of the options and how they are set, if there are any.
   *
   * @param section where in a pipeline the component stands
   */
  static void add(Markdown page, String section, Component<?> component) {
    if (component.keys().isEmpty()) {
      return;
    }
    Markdown.Rows rows = new Markdown.Rows("option", "type", "default", "meaning");
    for (Key key : component.keys()) {
      rows.row(
          "`" + key.name() + "`",
          Cards.type(key.type()),
          key.fallback().map(text -> text.isEmpty() ? "none" : "`" + text + "`").orElse("required"),
          key.doc().orElse(""));
    }
    String settings =
        component.keys().stream()
            .map(key -> ", " + key.name() + ": " + key.fallback().orElse("..."))
            .filter(text -> !text.endsWith(": "))
            .collect(Collectors.joining());
    page.title(2, "Options")
        .table(rows)
        .paragraph("```yaml\n%s: {name: %s%s}\n```".formatted(section, component.name(), settings));
  }
}
