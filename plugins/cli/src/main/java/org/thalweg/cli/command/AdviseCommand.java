package org.thalweg.cli.command;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.cli.advice.Advice;
import org.thalweg.cli.advice.Advisor;
import org.thalweg.cli.advice.Question;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.cli.show.Paragraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which losses fit a problem. */
@Command(
    name = "advise",
    description = "Say which losses fit a problem, and why; the best first.",
    footer = {
      "",
      "Examples:",
      "  thalweg losses advise --task regression --tail heavy",
      "  thalweg losses advise --task multiclass --noise labels --imbalance 0.01",
      "  thalweg losses advise --targets counts --need overdispersion",
      "  thalweg losses advise --task regression --wants median --outliers"
    })
final class AdviseCommand implements Callable<Integer> {
  /** A share of the rarest class below which classes are out of balance. */
  private static final double BALANCED = 0.2;

  /** A number of classes from which they are many. */
  private static final int MANY = 1000;

  private static final Map<String, Domain> TARGETS =
      Map.of(
          "any", Domain.REAL,
          "positive", Domain.POSITIVE,
          "non-negative", Domain.NON_NEGATIVE,
          "counts", Domain.NON_NEGATIVE,
          "probabilities", Domain.PROBABILITY,
          "flags", Domain.FLAG,
          "signs", Domain.SIGN,
          "classes", Domain.CLASS_INDEX,
          "shares", Domain.SHARES,
          "boxes", Domain.BOX);

  private final Session session;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "What the model is for: regression, counts, binary, multiclass, ranking ...")
  @Nullable String task;

  @Option(
      names = "--targets",
      paramLabel = "KIND",
      description =
          "What targets are: any, positive, non-negative, counts, probabilities, flags, signs, classes, shares or boxes.")
  @Nullable String targets;

  @Option(
      names = "--wants",
      paramLabel = "WHAT",
      description =
          "What predictions should be of the targets: mean, median, quantile, expectile, mode or class-shares.")
  @Nullable String wants;

  @Option(names = "--tail", paramLabel = "TAIL", description = "Of the noise: light or heavy.")
  @Nullable String tail;

  @Option(
      names = "--noise",
      paramLabel = "WHERE",
      split = ",",
      description =
          "What noise is in: labels, targets (gross errors), or varying from example to example.")
  List<String> noise = new ArrayList<>();

  @Option(names = "--outliers", description = "Some targets are plainly wrong.")
  boolean outliers;

  @Option(
      names = "--imbalance",
      paramLabel = "SHARE",
      description = "The share of the rarest class, such as 0.01.")
  @Nullable Double imbalance;

  @Option(names = "--classes", paramLabel = "N", description = "The number of classes.")
  @Nullable Integer classes;

  @Option(
      names = "--zeros",
      paramLabel = "SHARE",
      description = "The share of targets that are exactly zero, such as 0.7.")
  @Nullable Double zeros;

  @Option(names = "--calibrated", description = "Probabilities are used as such.")
  boolean calibrated;

  @Option(names = "--smooth", description = "The gradient must never vanish or jump.")
  boolean smooth;

  @Option(
      names = "--need",
      paramLabel = "NEED",
      split = ",",
      description = "Any other difficulty or demand that cards speak of, such as asymmetric-cost.")
  List<String> needs = new ArrayList<>();

  @Option(names = "--limit", paramLabel = "N", description = "How many to name; 5 unless given.")
  int limit = 5;

  @Option(names = "--json", description = "Write JSON, a loss a line.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  AdviseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Question question = question();
    Console console = session.console();
    List<Advice> all = new Advisor(plugins.load(console, false).registry()).answer(question);
    List<Advice> best = all.subList(0, Math.min(limit, all.size()));
    for (int i = 0; i < best.size(); i++) {
      console.out().print(json ? json(i + 1, best.get(i)) : text(i + 1, best.get(i)));
    }
    if (best.isEmpty()) {
      console.err().println("no loss fits; say less of the targets, or name another task");
      return ExitCode.UNWELL;
    }
    return ExitCode.OK;
  }

  private Question question() {
    require(limit >= 1, "--limit must be 1 or more, was %s", limit);
    Set<Strength> all = EnumSet.noneOf(Strength.class);
    needs.forEach(need -> all.add(constant("need", need, Strength.values())));
    if (tail != null && word("tail", tail, List.of("light", "heavy")).equals("heavy")) {
      all.add(Strength.HEAVY_TAILS);
    }
    for (String where : noise) {
      all.add(
          switch (word("noise", where, List.of("labels", "targets", "varying"))) {
            case "labels" -> Strength.LABEL_NOISE;
            case "targets" -> Strength.OUTLIERS;
            default -> Strength.VARYING_NOISE;
          });
    }
    add(all, outliers, Strength.OUTLIERS);
    add(all, imbalance != null && share("imbalance", imbalance) < BALANCED, Strength.IMBALANCE);
    add(all, zeros != null && share("zeros", zeros) >= BALANCED, Strength.MANY_ZEROS);
    require(classes == null || classes >= 2, "--classes must be 2 or more, was %s", classes);
    add(all, classes != null && classes >= MANY, Strength.MANY_CLASSES);
    add(all, calibrated, Strength.CALIBRATION);
    add(all, smooth, Strength.SMOOTHNESS);
    Optional<Task> what =
        Optional.ofNullable(task).map(name -> constant("task", name, Task.values()));
    Optional<Domain> where = Optional.ofNullable(targets).map(AdviseCommand::domain);
    if (what.isEmpty() && "counts".equals(targets)) {
      what = Optional.of(Task.COUNTS);
    }
    require(
        what.isPresent() || where.isPresent() || wants != null || !all.isEmpty(),
        "losses advise: say what the model is for, such as --task regression; there are %s",
        String.join(", ", names(Task.values())));
    return new Question(
        what,
        where,
        Optional.ofNullable(wants).map(name -> constant("wants", name, wanted())),
        all);
  }

  private static Functional[] wanted() {
    return Arrays.stream(Functional.values())
        .filter(functional -> functional != Functional.NONE)
        .toArray(Functional[]::new);
  }

  private static void add(Set<Strength> all, boolean holds, Strength need) {
    if (holds) {
      all.add(need);
    }
  }

  private static double share(String option, double share) {
    require(share >= 0 && share <= 1, "--%s is a share from 0 to 1, was %s", option, share);
    return share;
  }

  private static Domain domain(String name) {
    return Optional.ofNullable(TARGETS.get(name))
        .orElseThrow(() -> unknown("targets", name, TARGETS.keySet().stream().sorted().toList()));
  }

  private static String word(String option, String word, List<String> known) {
    if (!known.contains(word)) {
      throw unknown(option, word, known);
    }
    return word;
  }

  private static <E extends Enum<E>> E constant(String option, String name, E[] constants) {
    return Arrays.stream(constants)
        .filter(constant -> name(constant).equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(option, name, names(constants)));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(AdviseCommand::name).toList();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ThalwegException unknown(String option, String word, List<String> known) {
    return new ThalwegException(
        "--%s: unknown word '%s'%s".formatted(option, word, Suggestions.of(word, known)));
  }

  private static String json(int rank, Advice advice) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rank", rank);
    values.put("name", advice.name());
    values.put("score", Math.rint(advice.score() * 100) / 100);
    values.put("reasons", advice.reasons());
    values.put("cautions", advice.cautions());
    values.put("use", advice.use());
    return JsonWriter.write(values) + "\n";
  }

  private String text(int rank, Advice advice) {
    int columns = session.console().columns();
    StringBuilder text = new StringBuilder();
    text.append("%2d  ".formatted(rank)).append(session.console().style().bold(advice.name()));
    text.append('\n');
    String why = String.join("; ", advice.reasons());
    if (!advice.cautions().isEmpty()) {
      why += (why.isEmpty() ? "" : "; ") + "but " + String.join("; ", advice.cautions());
    }
    if (!why.isEmpty()) {
      text.append(Paragraph.of(why, columns, "    "));
    }
    if (!advice.use().isBlank()) {
      text.append(session.console().style().dim(Paragraph.of(advice.use(), columns, "    ")));
    }
    return text.toString();
  }
}
