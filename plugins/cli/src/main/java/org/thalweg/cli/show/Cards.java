package org.thalweg.cli.show;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;

/** What there is to know of components, as text and as JSON values. */
public final class Cards {
  private Cards() {}

  /** Returns a line for each component of some kinds, under a title for each kind. */
  public static String list(List<Kind<?>> kinds, Registry registry, Style style) {
    StringBuilder text = new StringBuilder();
    for (Kind<?> kind : kinds) {
      Collection<? extends Component<?>> components = registry.all(kind);
      if (components.isEmpty()) {
        continue;
      }
      Table table = new Table();
      for (Component<?> component : components) {
        table.row(component.name(), options(component), component.summary().orElse(""));
      }
      text.append(style.bold(kind.plural())).append('\n').append(table.text("  "));
    }
    return text.toString();
  }

  private static String options(Component<?> component) {
    return component.keys().stream().map(Key::toString).collect(Collectors.joining(" "));
  }

  /**
   * Returns all that is known of a component.
   *
   * @param columns how long lines of prose are
   */
  public static String card(Component<?> component, Style style, int columns) {
    StringBuilder text = new StringBuilder(style.bold(component.name()));
    text.append("  (").append(component.kind().label()).append(" of ").append(component.owner());
    text.append(")\n");
    component.summary().ifPresent(line -> text.append("  ").append(line).append('\n'));
    Losses.card(component.type())
        .ifPresent(card -> {
          text.append('\n').append(loss(card).text("  "));
          if (!card.use().isBlank()) {
            text.append('\n').append(Paragraph.of(card.use(), columns, "  "));
          }
        });
    optimizer(component)
        .ifPresent(card -> {
          text.append('\n').append(rule(card).text("  "));
          if (!card.use().isBlank()) {
            text.append('\n').append(Paragraph.of(card.use(), columns, "  "));
          }
        });
    if (!component.keys().isEmpty()) {
      Table table = new Table();
      for (Key key : component.keys()) {
        table.row(key.name(), type(key.type()), fallback(key), key.doc().orElse(""));
      }
      text.append("\n  ").append(style.bold("options")).append('\n').append(table.text("    "));
    }
    return text.toString();
  }

  private static Table loss(LossCard card) {
    Table table = new Table().row("family", words(card.family())).row("formula", card.formula());
    table.row("prediction", card.prediction().description());
    table.row("target", card.target().description());
    fact(table, "shape", card.shape());
    table.row("link", card.link()).row("best constant", words(card.elicits()));
    table.row("traits", String.join(", ", words(card.traits())));
    fact(table, "tasks", String.join(", ", words(card.tasks())));
    fact(table, "copes with", String.join(", ", words(card.strengths())));
    fact(table, "special cases", String.join("; ", card.identities()));
    fact(table, "paper", card.paper());
    return table;
  }

  private static Table rule(OptimizerCard card) {
    Table table = new Table().row("family", words(card.family()));
    String name = "rule";
    for (String statement : card.rule().split(";", -1)) {
      table.row(name, statement.strip());
      name = "";
    }
    table.row("keeps", card.state().isBlank() ? "nothing" : card.state());
    fact(table, "takes besides", String.join(", ", words(card.needs())));
    fact(table, "paper", card.paper());
    return table;
  }

  /** Returns the card of an optimizer or minimiser, if it carries one. */
  public static Optional<OptimizerCard> optimizer(Component<?> component) {
    return Optional.ofNullable(component.type().getAnnotation(OptimizerCard.class));
  }

  private static void fact(Table table, String name, String fact) {
    if (!fact.isBlank()) {
      table.row(name, fact);
    }
  }

  /**
   * Returns what a loss takes and gives, if its card or its kind says so and it can be made without
   * options.
   */
  @SuppressWarnings("rawtypes") // a kind names its type by its class
  public static Optional<Signature> signature(Registry registry, Component<Loss> component) {
    if (component.keys().stream().anyMatch(key -> key.fallback().isEmpty() && !optional(key))) {
      return Optional.empty();
    }
    Loss<?, ?> loss = registry.create(Kind.LOSS, component.name(), Map.of());
    return loss.signature();
  }

  /** Returns the names of constants in words. */
  public static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Cards::words).toList();
  }

  /** Returns the name of a constant in words. */
  public static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String fallback(Key key) {
    if (optional(key)) {
      return "optional";
    }
    return key.fallback()
        .map(text -> text.isEmpty() ? "default: none" : "default " + text)
        .orElse("required");
  }

  private static boolean optional(Key key) {
    return key.type() instanceof ParameterizedType generic
        && generic.getRawType() == Optional.class;
  }

  /** Returns a type in the words of configuration. */
  public static String type(Type type) {
    return switch (type) {
      case ParameterizedType generic -> {
        List<String> inner = new ArrayList<>();
        for (Type argument : generic.getActualTypeArguments()) {
          inner.add(type(argument));
        }
        yield generic.getRawType() == Optional.class
            ? String.join(", ", inner)
            : generic.getRawType() == List.class
                ? "list of " + inner.getLast()
                : type(generic.getRawType());
      }
      case Class<?> plain when plain.isEnum() ->
          Arrays.stream(plain.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
              .collect(Collectors.joining("|"));
      case Class<?> plain when plain == double.class || plain == Double.class -> "number";
      case Class<?> plain
          when plain == int.class
              || plain == long.class
              || plain == Integer.class
              || plain == Long.class ->
          "whole number";
      case Class<?> plain when plain == boolean.class || plain == Boolean.class -> "bool";
      case Class<?> plain when plain == String.class -> "text";
      case Class<?> plain -> plain.getSimpleName().toLowerCase(Locale.ROOT);
      default -> type.getTypeName();
    };
  }

  /** Returns all that is known of a component as JSON values. */
  public static Map<String, Object> json(Component<?> component) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("kind", component.kind().label());
    values.put("name", component.name());
    values.put("owner", component.owner());
    component.summary().ifPresent(line -> values.put("doc", line));
    values.put("options", component.keys().stream().map(Cards::json).toList());
    Losses.card(component.type())
        .ifPresent(card -> {
          values.put("family", words(card.family()));
          values.put("formula", card.formula());
          values.put("prediction", card.prediction().description());
          values.put("target", card.target().description());
          values.put("link", card.link());
          values.put("elicits", words(card.elicits()));
          values.put("traits", words(card.traits()));
          values.put("tasks", words(card.tasks()));
          values.put("strengths", words(card.strengths()));
          values.put("identities", List.of(card.identities()));
          values.put("use", card.use());
          values.put("paper", card.paper());
        });
    optimizer(component)
        .ifPresent(card -> {
          values.put("family", words(card.family()));
          values.put("rule", card.rule());
          values.put("state", card.state());
          values.put("needs", words(card.needs()));
          values.put("use", card.use());
          values.put("paper", card.paper());
        });
    return values;
  }

  private static Map<String, Object> json(Key key) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", key.name());
    values.put("type", type(key.type()));
    values.put("required", key.fallback().isEmpty() && !optional(key));
    key.fallback().ifPresent(text -> values.put("default", text));
    key.doc().ifPresent(doc -> values.put("doc", doc));
    return values;
  }
}
