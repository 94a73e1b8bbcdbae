package org.thalweg.cli.docs;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.show.Cards;

/**
 * Pages on the optimizers and minimisers of a plugin, and lists of its schedules and transforms.
 */
public final class OptimizerPages {
  private static final String INDEX = "README.md";

  /** Whose optimizers are measured. */
  private static final String HOST = "optim-core";

  private final Registry registry;
  private final String owner;
  private final SortedMap<String, String> pages = new TreeMap<>();

  private OptimizerPages(Registry registry, String owner) {
    this.registry = registry;
    this.owner = owner;
  }

  /**
   * Returns the files, by their path from the folder of the pages.
   *
   * @param owner the plugin
   * @throws ThalwegException if it has no optimizers
   */
  public static SortedMap<String, String> of(Registry registry, String owner) {
    OptimizerPages pages = new OptimizerPages(registry, owner);
    List<Component<?>> rules =
        Stream.of(Kind.OPTIMIZER, Kind.MINIMIZER)
            .<Component<?>>flatMap(kind -> pages.own(kind))
            .toList();
    if (rules.isEmpty()) {
      throw new ThalwegException("the plugin '%s' has no optimizers".formatted(owner));
    }
    rules.forEach(pages::page);
    pages.index(rules);
    return pages.pages;
  }

  private Stream<? extends Component<?>> own(Kind<?> kind) {
    Collection<? extends Component<?>> all = registry.all(kind);
    return all.stream().filter(component -> component.owner().equals(owner));
  }

  private void page(Component<?> rule) {
    Markdown page = new Markdown().title(1, rule.name()).paragraph(rule.summary().orElse(""));
    Optional<OptimizerCard> card = Cards.optimizer(rule);
    card.ifPresent(known -> {
      page.paragraph(rule(known));
      page.paragraph(known.use().isBlank() ? "" : "**When to use it.** " + known.use());
    });
    Options.add(page, rule.kind().label(), rule);
    card.ifPresent(known -> page.title(2, "Properties").table(properties(known)));
    page.paragraph("[all optimizers](%s)".formatted(INDEX));
    pages.put(rule.name() + ".md", page.text());
  }

  /** Returns the statements of a rule, a line each. */
  private static String rule(OptimizerCard card) {
    return Arrays.stream(card.rule().split(";", -1))
        .map(String::strip)
        .collect(Collectors.joining("\n", "```text\n", "\n```"));
  }

  private static Markdown.Rows properties(OptimizerCard card) {
    Markdown.Rows rows = new Markdown.Rows("", "");
    rows.fact("family", Cards.words(card.family()));
    rows.fact("keeps for each parameter", card.state().isBlank() ? "nothing" : card.state());
    rows.fact("takes besides gradients", String.join(", ", Cards.words(card.needs())));
    rows.fact("source", Sources.linked(card.paper()));
    return rows;
  }

  private void index(List<Component<?>> rules) {
    Markdown page =
        new Markdown().paragraph(PageFolder.mark("optimizers docs")).title(1, "Optimizers");
    page.paragraph(
        "The %d optimizers and minimisers of `%s`, made from their cards by"
                .formatted(rules.size(), owner)
            + " `./thalweg optimizers docs DIR`.\n`./thalweg optimizers show NAME` shows one,"
            + " `./thalweg optimizers run NAME` follows one down a function,"
            + " `./thalweg optimizers race NAME NAME` runs several side by side.");
    if (owner.equals(HOST)) {
      page.paragraph(
          "How many steps they take to a loss on small problems: [time to target](%s.md)."
              .formatted(TimeToTarget.NAME));
    }
    page.paragraph(
        "In rules p is a parameter, g its gradient, t the step from 1; other names are options or"
            + " state.");
    SortedMap<OptimizerFamily, List<Component<?>>> families =
        rules.stream()
            .filter(rule -> Cards.optimizer(rule).isPresent())
            .collect(
                Collectors.groupingBy(
                    rule -> Cards.optimizer(rule).orElseThrow().family(),
                    TreeMap::new,
                    Collectors.toList()));
    for (Map.Entry<OptimizerFamily, List<Component<?>>> family : families.entrySet()) {
      rules(page, Words.title(family.getKey()), family.getValue());
    }
    rules(page, "Others", rules.stream().filter(rule -> Cards.optimizer(rule).isEmpty()).toList());
    parts(page, "Schedules", Kind.SCHEDULE);
    parts(page, "Transforms of gradients", Kind.TRANSFORM);
    pages.put(INDEX, page.text());
  }

  private static void rules(Markdown page, String title, List<Component<?>> rules) {
    if (rules.isEmpty()) {
      return;
    }
    Markdown.Rows rows = new Markdown.Rows("optimizer", "what it is", "keeps");
    for (Component<?> rule : rules) {
      rows.row(
          "[%s](%s.md)".formatted(rule.name(), rule.name()),
          rule.summary().orElse(""),
          Cards.optimizer(rule).map(OptimizerCard::state).orElse(""));
    }
    page.title(2, title).table(rows);
  }

  private void parts(Markdown page, String title, Kind<?> kind) {
    Markdown.Rows rows = new Markdown.Rows("name", "what it is", "options");
    own(kind)
        .forEach(part ->
            rows.row(
                "`" + part.name() + "`",
                part.summary().orElse(""),
                part.keys().stream()
                    .map(Key::toString)
                    .map(key -> "`" + key + "`")
                    .collect(Collectors.joining(", "))));
    page.title(2, title).table(rows);
  }
}
