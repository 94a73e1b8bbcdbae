package org.thalweg.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.doctor.Doctor;
import org.thalweg.cli.doctor.Finding;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.cli.show.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether all is well, and says what to do if not. */
@Command(
    name = "doctor",
    description =
        "Look at the JDK, the engine, memory and plugins, and tell what to fix; exit code 1 if there is anything.")
final class DoctorCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--json", description = "Write JSON, a finding a line.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    List<Finding> findings =
        Doctor.examine(plugins.directory(console), () -> plugins.report(console));
    long unwell = findings.stream().filter(finding -> finding.cure().isPresent()).count();
    if (json) {
      findings.forEach(finding -> console.out().println(JsonWriter.write(json(finding))));
    } else {
      Table table = new Table();
      for (Finding finding : findings) {
        String mark = finding.cure().isPresent() ? "!!" : "ok";
        table.row(mark, finding.subject(), finding.state());
        finding.cure().ifPresent(cure -> table.row("", "", "to fix: " + cure));
      }
      console.out().print(table.text(""));
      console
          .out()
          .println(
              unwell == 0
                  ? console.style().green("all is well")
                  : console.style().red(unwell + (unwell == 1 ? " thing" : " things") + " to fix"));
    }
    return unwell == 0 ? ExitCode.OK : ExitCode.UNWELL;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("subject", finding.subject());
    values.put("state", finding.state());
    values.put("ok", finding.cure().isEmpty());
    finding.cure().ifPresent(cure -> values.put("cure", cure));
    return values;
  }
}
