package org.thalweg.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.plot.Pictures;
import org.thalweg.cli.progress.Tally;
import org.thalweg.cli.protocol.Mistakes;
import org.thalweg.cli.protocol.Words;
import org.thalweg.cli.race.Course;
import org.thalweg.cli.race.Race;
import org.thalweg.cli.race.Racer;
import org.thalweg.cli.race.Racers;
import org.thalweg.cli.race.Report;
import org.thalweg.optim.function.TestFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs optimizers side by side. */
@Command(
    name = "race",
    description = {
      "Run optimizers side by side down a test function, each at its best learning rate.",
      "A table and a plot of values tell who came how far; --out draws paths on contours.",
      "The best rate is that of the least last value among --rates, unless one is given, as in"
          + " adam:learningRate=0.01. Who learns the rate itself runs at its default.",
      "Minimisers such as lbfgs run for as many evaluations of the function as others have steps."
    },
    footer = {
      "",
      "Functions: rosenbrock, sphere, quadratic, beale, himmelblau, booth, matyas, zakharov, branin,",
      "goldstein-price, styblinski-tang, rastrigin, ackley, eggholder, powell, wood, brown.",
      "Example: thalweg optimizers race --function rosenbrock adam lion muon sgd --out pictures",
      "Example: thalweg optimizers race -f beale adam:learningRate=0.1,beta1=0.8 sam:optimizer=sgd lbfgs"
    })
final class RaceCommand implements Callable<Integer> {
  private static final int ROWS = 16;
  private static final int WIDEST = 100;

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME[:KEY=VALUE,...]",
      description = "An optimizer or minimiser, with options that are not the default.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--function"},
      paramLabel = "NAME",
      description = "What they run down; rosenbrock unless given.")
  String function = "rosenbrock";

  @Option(
      names = "--start",
      paramLabel = "NUMBERS",
      description = "Where they start; the function's usual start unless given.")
  @Nullable String start;

  @Option(names = "--steps", paramLabel = "N", description = "How many steps; 300 unless given.")
  String steps = "300";

  @Option(
      names = "--rates",
      paramLabel = "NUMBERS",
      description =
          "Learning rates to try; 1, 2 and 5 of each power of ten from 1e-4 to 10 unless given.")
  @Nullable String rates;

  @Option(
      names = "--tolerance",
      paramLabel = "NUMBER",
      description = "How far above the least value counts as arrived; 0.001 unless given.")
  String tolerance = "0.001";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER|FILE",
      split = ",",
      description = "Where to draw: a folder, which gets SVG and PNG, or files of such ends.")
  List<String> out = new ArrayList<>();

  @Option(names = "--json", description = "Write one line of JSON, with all points and values.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  RaceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    Registry registry = plugins.load(console, false).registry();
    Mistakes mistakes = new Mistakes();
    List<Racer> racers = Racers.of(names, registry, mistakes);
    Optional<TestFunction> named =
        mistakes.attempt("--function", () -> TestFunction.named(function));
    Optional<Course> course = course(named, mistakes);
    Optional<List<Double>> tried = mistakes.attempt("", this::rates);
    Optional<Pictures> pictures =
        mistakes.attempt(
            "--out", () -> Pictures.of(out, "race-" + named.map(Enum::toString).orElse("")));
    if (course.isPresent() && tried.isPresent()) {
      new Race(registry, course.get(), tried.get()).check(racers, mistakes);
    }
    mistakes.tell();
    Race race = new Race(registry, course.orElseThrow(), tried.orElseThrow());
    Report report;
    try (Tally tally = new Tally(console, "runs", race.runs(racers), !json)) {
      report = new Report(course.get(), race.run(racers, tally::count));
    }
    return tell(report, pictures.orElseThrow());
  }

  private Optional<Course> course(Optional<TestFunction> named, Mistakes mistakes) {
    Optional<Double> count = mistakes.attempt("", () -> positive(steps, "--steps"));
    count.ifPresent(n ->
        mistakes.require(
            n == Math.rint(n) && n <= 1e7,
            "--steps",
            "should be a whole number from 1 to 10 million, was " + steps));
    Optional<Double> near = mistakes.attempt("", () -> positive(tolerance, "--tolerance"));
    Optional<Tensor> from = named.flatMap(known -> mistakes.attempt("--start", () -> start(known)));
    if (from.isEmpty() || count.isEmpty() || near.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Course(named.orElseThrow(), from.get(), count.get().intValue(), near.get()));
  }

  private Tensor start(TestFunction known) {
    if (start == null) {
      return known.start().to(DType.FLOAT64).eval();
    }
    double[] point = numbers(start, "--start").stream().mapToDouble(Double::doubleValue).toArray();
    Tensor from = Tensor.of(point);
    double value = known.value(from).item();
    if (!Double.isFinite(value)) {
      throw new ThalwegException("the function is %s there".formatted(value));
    }
    return from;
  }

  private List<Double> rates() {
    if (rates == null) {
      return Race.RATES;
    }
    List<Double> given = numbers(rates, "--rates");
    for (double rate : given) {
      if (!(rate > 0 && Double.isFinite(rate))) {
        throw new ThalwegException("--rates: a rate is above 0, was " + rate);
      }
    }
    return given.stream().sorted().distinct().toList();
  }

  private static double positive(String text, String option) {
    List<Double> numbers = numbers(text, option);
    if (numbers.size() != 1 || !(numbers.getFirst() > 0)) {
      throw new ThalwegException(option + ": should be a number above 0, was " + text);
    }
    return numbers.getFirst();
  }

  private static List<Double> numbers(String text, String option) {
    List<Double> numbers = new ArrayList<>();
    if (Words.numbers(text, option) instanceof List<?> list) {
      for (Object item : list) {
        if (!(item instanceof Number number)) {
          throw new ThalwegException(
              "%s: '%s' is no number; write numbers with commas between them"
                  .formatted(option, item));
        }
        numbers.add(number.doubleValue());
      }
    }
    return numbers;
  }

  private int tell(Report report, Pictures pictures) {
    Console console = session.console();
    Pictures.Written written = pictures.write(out.isEmpty() ? "" : report.svg());
    if (json) {
      console.out().println(report.json());
    } else {
      console.out().println(report.title());
      console.out().println();
      console.out().print(report.table());
      console.out().println();
      report
          .plot(Math.min(WIDEST, console.columns()) - 1, ROWS)
          .forEach(line -> console.out().println(line));
      written.files().forEach(file -> console.out().println("drawn: " + file));
    }
    if (written.failure().isPresent()) {
      console.out().flush();
      console.err().println("thalweg: " + written.failure().get());
      return ExitCode.UNWELL;
    }
    return ExitCode.OK;
  }
}
