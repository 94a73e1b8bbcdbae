package org.thalweg.cli.docs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.formula.Term;
import org.thalweg.cli.plot.Curve;
import org.thalweg.cli.plot.Curves;
import org.thalweg.cli.plot.SvgPlot;
import org.thalweg.cli.show.Cards;

/**
 * Makes pages of the losses of a plugin: an index, a page and a plot for each, a table of accuracy.
 */
@SuppressWarnings("rawtypes") // a kind names its type by its class
public final class LossPages {
  private static final String INDEX = "README.md";
  private static final String ACCURACY = "accuracy.md";

  private final Registry registry;
  private final List<Component<Loss>> losses;
  private final SortedMap<String, String> pages = new TreeMap<>();
  private final SortedMap<String, Accuracy> accuracy = new TreeMap<>();

  private LossPages(Registry registry, List<Component<Loss>> losses) {
    this.registry = registry;
    this.losses = losses;
  }

  /**
   * Returns the files, by their path from the folder of the pages.
   *
   * @param owner the plugin
   * @throws ThalwegException if it has no losses, or a card is wrong; the message names the loss
   */
  public static SortedMap<String, String> of(Registry registry, String owner) {
    List<Component<Loss>> losses =
        registry.all(Kind.LOSS).stream()
            .filter(component -> component.owner().equals(owner))
            .filter(component -> Losses.card(component.type()).isPresent())
            .toList();
    if (losses.isEmpty()) {
      throw new ThalwegException(
          "the plugin '%s' has no losses that carry a card".formatted(owner));
    }
    LossPages pages = new LossPages(registry, losses);
    for (Component<Loss> loss : losses) {
      try {
        pages.page(loss);
      } catch (ThalwegException e) {
        throw new ThalwegException("%s: %s".formatted(loss.name(), e.getMessage()), e);
      }
    }
    pages.index(owner);
    pages.accuracy();
    return pages.pages;
  }

  private static LossCard card(Component<Loss> loss) {
    return Losses.card(loss.type()).orElseThrow();
  }

  private void index(String owner) {
    Markdown page = new Markdown().paragraph(PageFolder.mark("losses docs")).title(1, "Losses");
    page.paragraph(
        "The %d losses of `%s`, made from their cards by `./thalweg losses docs DIR`."
                .formatted(losses.size(), owner)
            + "\n`./thalweg losses advise` looks for the one that fits, `./thalweg losses show NAME`"
            + " draws one,\n`./thalweg losses eval NAME` computes it."
            + (accuracy.isEmpty() ? "" : " [How accurate they are](" + ACCURACY + ")."));
    page.paragraph(
        "In formulas p is the prediction, t the target, e = p - t; other names are options of the"
            + " loss, or tensors\nof its prediction or target.");
    SortedMap<Family, List<Component<Loss>>> families =
        losses.stream()
            .collect(
                Collectors.groupingBy(
                    loss -> card(loss).family(), TreeMap::new, Collectors.toList()));
    page.paragraph(
        families.entrySet().stream()
            .map(family ->
                "- [%s](#%s): %d"
                    .formatted(
                        Words.title(family.getKey()),
                        anchor(family.getKey()),
                        family.getValue().size()))
            .collect(Collectors.joining("\n")));
    for (Map.Entry<Family, List<Component<Loss>>> family : families.entrySet()) {
      Markdown.Rows rows = new Markdown.Rows("loss", "what it is", "best constant", "copes with");
      for (Component<Loss> loss : family.getValue()) {
        LossCard card = card(loss);
        rows.row(
            "[%s](%s.md)".formatted(loss.name(), loss.name()),
            loss.summary().orElse(""),
            Words.functional(card.elicits()),
            String.join(", ", Cards.words(card.strengths())));
      }
      page.title(2, Words.title(family.getKey())).table(rows);
    }
    pages.put(INDEX, page.text());
  }

  private static String anchor(Family family) {
    return Words.title(family)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }

  private void page(Component<Loss> loss) {
    LossCard card = card(loss);
    Markdown page = new Markdown().title(1, loss.name()).paragraph(loss.summary().orElse(""));
    page.formula(Term.parse(card.formula()).tex());
    List<Curve> curves = Curves.of(registry, loss, Map.of());
    if (!curves.isEmpty()) {
      String title = "Value and gradient of " + loss.name();
      String file = "plots/" + loss.name() + ".svg";
      pages.put(file, SvgPlot.of(title, curves));
      page.paragraph("![%s](%s)".formatted(title, file));
    }
    page.paragraph(card.use().isBlank() ? "" : "**When to use it.** " + card.use());
    Options.add(page, "loss", loss);
    inputs(page, loss, card);
    page.title(2, "Properties").table(properties(loss, card));
    page.paragraph(
        "[%s](%s#%s) · [all losses](%s)"
            .formatted(Words.title(card.family()), INDEX, anchor(card.family()), INDEX));
    pages.put(loss.name() + ".md", page.text());
  }

  private void inputs(Markdown page, Component<Loss> loss, LossCard card) {
    Markdown.Rows rows = new Markdown.Rows("tensor", "shape", "elements");
    Optional<Signature> signature = Cards.signature(registry, loss);
    if (signature.isPresent()) {
      signature.get().prediction().forEach(input -> rows.row(input(input, "prediction")));
      signature.get().target().forEach(input -> rows.row(input(input, "target")));
      rows.row("values", "[" + signature.get().values() + "]", "");
    } else {
      rows.row("prediction", "", card.prediction().description());
      rows.row("target", "", card.target().description());
    }
    page.title(2, "Inputs").table(rows);
  }

  private static String[] input(Signature.Input input, String side) {
    boolean whole = input.name().equals("the " + side);
    return new String[] {
      whole ? side : "%s `%s`".formatted(side, input.name()),
      "[" + input.axes() + "]",
      input.domain().description()
    };
  }

  private Markdown.Rows properties(Component<Loss> loss, LossCard card) {
    Markdown.Rows rows = new Markdown.Rows("", "");
    rows.fact("for", String.join(", ", Cards.words(card.tasks())));
    rows.fact("copes with", String.join(", ", Cards.words(card.strengths())));
    rows.fact("best constant", Words.functional(card.elicits()));
    rows.fact("link", card.link().equals("identity") ? "" : card.link());
    rows.fact("it is", Words.traits(card.traits()));
    rows.fact(
        "special cases",
        Arrays.stream(card.identities()).map(this::identity).collect(Collectors.joining("; ")));
    Accuracy.of(registry, loss)
        .ifPresent(measured -> {
          accuracy.put(loss.name(), measured);
          rows.fact(
              "[accuracy](%s) in float32".formatted(ACCURACY),
              "value within %s ULP, gradient within %s"
                  .formatted(ulp(measured.value()), ulp(measured.gradient())));
        });
    rows.fact("formula in plain text", "`" + card.formula() + "`");
    rows.fact("class", "`" + loss.type().getName() + "`");
    rows.fact("source", Sources.linked(card.paper()));
    return rows;
  }

  /** Returns an identity of a card with a link to the other loss. */
  private String identity(String identity) {
    List<String> words = List.of(identity.strip().split("\\s+"));
    Set<String> names = losses.stream().map(Component::name).collect(Collectors.toSet());
    return words.stream()
        .map(word ->
            names.contains(word)
                ? "[%s](%s.md)".formatted(word, word)
                : word.equals("~")
                    ? "tends to"
                    : word.contains("=") && word.length() > 1 ? "`" + word + "`" : word)
        .collect(Collectors.joining(" "));
  }

  private void accuracy() {
    if (accuracy.isEmpty()) {
      return;
    }
    Markdown page = new Markdown().title(1, "Accuracy of losses in float32");
    page.paragraph(
        """
        The largest error of value and gradient of every pointwise loss with its default options, and where it is:
        float32 on the vector engine against float64 on the reference engine, over a fixed grid of predictions (of
        all sizes from 2^-24 to 1024 or the loss's reach, near the target, near 1) and targets that float32 holds exactly.

        The unit (ULP) is one in the last place of the exact result, or what one in the last place of the prediction or
        the target makes of the result where that is more: near a zero of a function no result can be nearer. Numbers
        below 1.2e-38 count as zero. The build requires at most 4. Float64 itself is held to oracles of many more digits
        and to other systems by golden values.\
        """);
    Markdown.Rows rows = new Markdown.Rows("loss", "value", "at p, t", "gradient", "at p, t");
    accuracy.forEach((name, measured) ->
        rows.row(
            "[%s](%s.md)".formatted(name, name),
            ulp(measured.value()),
            place(measured.value()),
            ulp(measured.gradient()),
            place(measured.gradient())));
    pages.put(ACCURACY, page.table(rows).paragraph("[All losses](" + INDEX + ")").text());
  }

  private static String ulp(Accuracy.Worst worst) {
    return String.format(Locale.ROOT, "%.1f", worst.ulp());
  }

  private static String place(Accuracy.Worst worst) {
    return worst.ulp() == 0
        ? ""
        : "%s, %s"
            .formatted(
                Float.toString((float) worst.prediction()), Float.toString((float) worst.target()));
  }
}
