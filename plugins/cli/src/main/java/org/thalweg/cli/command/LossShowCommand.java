package org.thalweg.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.plot.Curve;
import org.thalweg.cli.plot.Curves;
import org.thalweg.cli.plot.TextPlot;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.cli.protocol.Words;
import org.thalweg.cli.show.Cards;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the card of a loss, and draws it. */
@Command(
    name = "show",
    description = {
      "Show a loss with its options.",
      "Draw value and gradient over the prediction, if it is a loss of single numbers."
    },
    footer = {"", "Example: thalweg losses show huber delta=0.5"})
@SuppressWarnings("rawtypes") // a kind names its type by its class
final class LossShowCommand implements Callable<Integer> {
  private static final int ROWS = 10;
  private static final int WIDEST = 100;

  private final Session session;

  @Parameters(index = "0", paramLabel = "NAME", description = "Which one.")
  String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Options of the loss to draw it with.")
  List<String> settings = new ArrayList<>();

  @Option(names = "--target", paramLabel = "NUMBER", description = "The target to draw it for.")
  @Nullable Double target;

  @Option(names = "--json", description = "Write JSON.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  LossShowCommand(Session session) {
    this.session = session;
  }

  LossShowCommand(Session session, PluginOptionGroup plugins, String name, boolean json) {
    this.session = session;
    this.plugins = plugins;
    this.name = name;
    this.json = json;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    Registry registry = plugins.load(console, false).registry();
    Component<Loss> component = registry.get(Kind.LOSS, name);
    Map<String, Object> config = Words.config(settings, "losses show " + name);
    boolean complete =
        component.keys().stream()
            .allMatch(key -> key.fallback().isPresent() || config.containsKey(key.name()));
    Map<String, Object> named = new LinkedHashMap<>(config);
    named.put("name", name);
    Loss<?, ?> loss =
        complete || !config.isEmpty() ? registry.create(Kind.LOSS, named, "losses show") : null;
    if (json) {
      console.out().println(JsonWriter.write(Cards.json(component)));
      return ExitCode.OK;
    }
    String drawing = loss instanceof PointwiseLoss pointwise ? drawing(pointwise) : "";
    console.out().print(Cards.card(component, console.style(), console.columns()));
    console.out().print(drawing);
    return ExitCode.OK;
  }

  private String drawing(PointwiseLoss loss) {
    Console console = session.console();
    double[] usual = Curves.targets(loss);
    Curve curve = Curves.of(loss, target == null ? usual[usual.length - 1] : target);
    TextPlot plot = new TextPlot(Math.min(WIDEST, console.columns()) - 1, ROWS, console.unicode());
    String shown = settings.isEmpty() ? "" : ", " + String.join(", ", settings);
    StringBuilder text = new StringBuilder();
    add(text, plot.lines("value for " + curve.label() + shown, curve.x(), curve.value()));
    add(text, plot.lines("gradient", curve.x(), curve.gradient()));
    return text.toString();
  }

  private static void add(StringBuilder text, List<String> lines) {
    text.append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
  }
}
