package org.thalweg.cli.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.LossTypes;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.show.Cards;

/**
 * Ranks losses by what their cards say.
 *
 * <p>A loss for another task, or that cannot take the targets, is left out. A need that the card
 * names as a strength counts most, then the functional, then traits that bear on a need. Between
 * equals the plainer goes first: one that is proper, convex, and made for the task before others,
 * with fewer strengths that nobody asked for, fewer tensors to predict, and fewer options.
 *
 * @param registry what is installed
 */
@SuppressWarnings("rawtypes") // a kind names its type by its class
public record Advisor(Registry registry) {
  private static final double STRENGTH = 3;
  private static final double FUNCTIONAL = 3;
  private static final double TRAIT = 1.5;
  private static final double DOMAIN = 1;
  private static final double UNMET = -1;

  /** Returns the losses that may fit, best first. */
  public List<Advice> answer(Question question) {
    return registry.all(Kind.LOSS).stream()
        .flatMap(component -> consider(component, question).stream())
        .sorted(Comparator.comparingDouble(Advice::score).reversed().thenComparing(Advice::name))
        .toList();
  }

  private static Optional<Advice> consider(Component<Loss> component, Question question) {
    return Losses.card(component.type())
        .filter(card -> question.task().map(task -> tasks(card).contains(task)).orElse(true))
        .filter(
            card -> question.targets().map(domain -> accepts(card.target(), domain)).orElse(true))
        .map(card -> new Weighing(component, card, question).advice());
  }

  /** Returns the tasks of a card; one that names none is for those of its family. */
  static Set<Task> tasks(LossCard card) {
    if (card.tasks().length > 0) {
      return Set.of(card.tasks());
    }
    return switch (card.family()) {
      case REGRESSION, ROBUST -> Set.of(Task.REGRESSION);
      case LIKELIHOOD ->
          switch (card.target()) {
            case NON_NEGATIVE -> Set.of(Task.COUNTS, Task.AMOUNTS);
            case POSITIVE -> Set.of(Task.AMOUNTS);
            case SHARES, PROBABILITY -> Set.of(Task.MULTICLASS, Task.DISTILLATION);
            default -> Set.of(Task.REGRESSION);
          };
      case BINARY -> Set.of(Task.BINARY, Task.MULTILABEL);
      case SEGMENTATION -> Set.of(Task.SEGMENTATION);
      case IMAGING -> Set.of(Task.IMAGE);
      case GENERATIVE -> Set.of(Task.GENERATION);
      case MULTICLASS,
          SEQUENCE,
          EMBEDDING,
          RANKING,
          DETECTION,
          AUDIO,
          DISTILLATION,
          PREFERENCE,
          ADAPTATION,
          SURVIVAL,
          COMPOSITE ->
          named(card.family());
    };
  }

  private static Set<Task> named(Family family) {
    return Set.of(Task.valueOf(family.name()));
  }

  /** Returns whether a loss whose targets are of one domain takes all of another. */
  static boolean accepts(Domain loss, Domain targets) {
    if (loss == targets) {
      return true;
    }
    Set<Domain> inside =
        switch (loss) {
          case REAL ->
              Set.of(
                  Domain.POSITIVE,
                  Domain.NON_NEGATIVE,
                  Domain.PROBABILITY,
                  Domain.LOG_PROBABILITY,
                  Domain.ABOVE_MINUS_ONE,
                  Domain.SHARES,
                  Domain.FLAG);
          case ABOVE_MINUS_ONE ->
              Set.of(Domain.POSITIVE, Domain.NON_NEGATIVE, Domain.PROBABILITY, Domain.FLAG);
          case NON_NEGATIVE ->
              Set.of(Domain.POSITIVE, Domain.PROBABILITY, Domain.SHARES, Domain.FLAG);
          case PROBABILITY -> Set.of(Domain.SHARES, Domain.FLAG);
          case CLASS_INDEX_OR_NONE -> Set.of(Domain.CLASS_INDEX);
          case SIGN -> Set.of(Domain.FLAG);
          case LABEL -> Set.of(Domain.CLASS_INDEX);
          default -> Set.of();
        };
    return inside.contains(targets);
  }

  /** The points for and against one loss. */
  private static final class Weighing {
    private final Component<Loss> component;

    private final LossCard card;
    private final Question question;
    private final Set<Trait> traits;
    private final Set<Strength> strengths;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> cautions = new ArrayList<>();
    private double score;

    Weighing(Component<Loss> component, LossCard card, Question question) {
      this.component = component;
      this.card = card;
      this.question = question;
      this.traits = Set.of(card.traits());
      this.strengths = Set.of(card.strengths());
    }

    Advice advice() {
      question.task().ifPresent(task -> reasons.add("for " + Cards.words(task)));
      question
          .targets()
          .filter(domain -> domain == card.target() && domain != Domain.REAL)
          .ifPresent(
              domain -> add(DOMAIN, "made for targets that are " + card.target().description()));
      strengths();
      Arrays.stream(Strength.values())
          .filter(question.needs()::contains)
          .filter(need -> !strengths.contains(need))
          .forEach(this::need);
      question.wanted().ifPresent(this::functional);
      score += plainness();
      return new Advice(component.name(), score, reasons, cautions, card.use());
    }

    private void add(double points, String reason) {
      score += points;
      reasons.add(reason);
    }

    private void unmet(double points, String caution) {
      score += points;
      cautions.add(caution);
    }

    private void strengths() {
      List<Strength> met =
          Arrays.stream(Strength.values())
              .filter(need -> question.needs().contains(need) && strengths.contains(need))
              .toList();
      if (!met.isEmpty()) {
        add(
            STRENGTH * met.size(),
            "copes with " + met.stream().map(Cards::words).collect(Collectors.joining(", ")));
      }
    }

    private void need(Strength need) {
      switch (need) {
        case HEAVY_TAILS, OUTLIERS -> bounded(need);
        case CALIBRATION -> {
          if (traits.contains(Trait.PROPER)) {
            add(TRAIT, "proper: least in expectation at the true probabilities");
          } else {
            unmet(2 * UNMET, "not proper: its predictions are no calibrated probabilities");
          }
        }
        case SMOOTHNESS -> {
          if (traits.contains(Trait.TWICE_SMOOTH)) {
            add(TRAIT, "twice continuously differentiable");
          } else if (!traits.contains(Trait.SMOOTH)) {
            unmet(UNMET, "its gradient jumps");
          }
        }
        default -> {
          // Nothing on the card bears on it.
        }
      }
    }

    private void bounded(Strength need) {
      boolean wasSaid =
          need == Strength.OUTLIERS && question.needs().contains(Strength.HEAVY_TAILS);
      if (wasSaid) {
        return;
      }
      if (traits.contains(Trait.ROBUST)) {
        add(TRAIT, "of bounded slope: one outlier moves little");
      } else {
        unmet(UNMET, "of unbounded slope: outliers pull at it");
      }
    }

    private void functional(Functional wanted) {
      boolean settable =
          card.elicits() == Functional.QUANTILE && wanted == Functional.MEDIAN
              || card.elicits() == Functional.EXPECTILE && wanted == Functional.MEAN;
      if (card.elicits() == wanted) {
        add(FUNCTIONAL, "its best constant is the " + Cards.words(wanted));
      } else if (settable) {
        add(
            FUNCTIONAL / 2,
            "its best constant is the %s with its %s at 0.5"
                .formatted(Cards.words(wanted), Cards.words(card.elicits())));
      } else if (card.elicits() != Functional.NONE) {
        unmet(
            2 * UNMET,
            "its best constant is the %s, not the %s"
                .formatted(Cards.words(card.elicits()), Cards.words(wanted)));
      } else {
        score += UNMET;
      }
    }

    /** Returns less than a need counts: what decides between losses that meet the same needs. */
    private double plainness() {
      long unasked =
          Stream.of(card.strengths()).filter(one -> !question.needs().contains(one)).count();
      boolean first =
          card.tasks().length > 0
              && question.task().map(task -> card.tasks()[0] == task).orElse(false);
      return (traits.contains(Trait.PROPER) ? 0.4 : 0)
          + (traits.contains(Trait.CONVEX) ? 0.2 : 0)
          + (first ? 0.3 : 0)
          - 0.1 * Math.max(0, card.tasks().length - 1)
          - 0.1 * unasked
          - 0.2 * inputs()
          - 0.05 * component.keys().size();
    }

    /** Returns how many tensors it takes beyond a prediction and a target. */
    private int inputs() {
      LossTypes types = LossTypes.of(component.type());
      return Stream.of(types.prediction(), types.target())
          .mapToInt(type ->
              type instanceof Class<?> record && record.isRecord()
                  ? Math.max(0, record.getRecordComponents().length - 1)
                  : 0)
          .sum();
    }
  }
}
