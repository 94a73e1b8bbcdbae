package org.thalweg.cli.progress;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.nn.train.Epoch;
import org.thalweg.nn.train.Evaluation;
import org.thalweg.nn.train.Progress;

/**
 * Writes JSON lines for programs: {@code start}, {@code first-step}, {@code epoch} for each, {@code
 * result}.
 */
final class JsonReporter extends Reporter {
  private final Console console;
  private boolean stepped;

  JsonReporter(Console console) {
    this.console = console;
  }

  @Override
  public void onStart(Progress progress) {
    Map<String, Object> event = event("start");
    event.put("epochs", progress.epochs());
    event.put("stepsPerEpoch", progress.stepsPerEpoch());
    event.put("examples", progress.examplesPerEpoch());
    if (progress.step() > 0) {
      event.put("step", progress.step());
    }
    event.put("seconds", meter.seconds());
    write(event);
  }

  @Override
  public Signal onStep(Progress progress) {
    Signal signal = super.onStep(progress);
    if (!stepped) {
      stepped = true;
      Map<String, Object> event = event("first-step");
      event.put("loss", progress.loss());
      event.put("seconds", meter.seconds());
      event.put("sinceStart", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
      write(event);
    }
    return signal;
  }

  @Override
  public Signal onEpoch(Epoch epoch, Progress progress) {
    Map<String, Object> event = event("epoch");
    event.put("epoch", epoch.number());
    event.put("epochs", progress.epochs());
    event.put("step", progress.step());
    event.put("loss", epoch.loss());
    evaluation(event, epoch.evaluation());
    event.put("stepsPerSecond", meter.stepsPerSecond());
    event.put("seconds", meter.seconds());
    write(event);
    return Signal.CONTINUE;
  }

  @Override
  public void outcome(Outcome outcome) {
    Map<String, Object> event = event("result");
    event.put("epochs", outcome.result().history().size());
    event.put("bestEpoch", outcome.result().bestEpoch());
    event.put(
        "stop", outcome.result().stop().reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    event.put("detail", outcome.result().stop().detail());
    if (!outcome.result().history().isEmpty()) {
      event.put("loss", outcome.result().history().getLast().loss());
    }
    event.put("heldOut", outcome.heldOut());
    outcome
        .privacy()
        .ifPresent(spent -> {
          Map<String, Object> privacy = new LinkedHashMap<>();
          privacy.put("epsilon", spent.epsilon());
          privacy.put("delta", spent.delta());
          privacy.put("rate", spent.rate());
          privacy.put("noise", spent.noise());
          privacy.put("steps", spent.steps());
          event.put("privacy", privacy);
        });
    outcome.result().checkpoint().ifPresent(file -> event.put("checkpoint", file.toString()));
    evaluation(event, outcome.result().evaluation());
    event.put("stepsPerSecond", outcome.stepsPerSecond());
    event.put("seconds", outcome.seconds());
    write(event);
  }

  private static Map<String, Object> event(String name) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", name);
    return event;
  }

  private static void evaluation(Map<String, Object> event, Optional<Evaluation> evaluation) {
    evaluation.ifPresent(measured -> {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("loss", measured.loss());
      values.putAll(measured.metrics());
      event.put("evaluation", values);
      if (!measured.slices().isEmpty()) {
        event.put("slices", new LinkedHashMap<>(measured.slices()));
      }
    });
  }

  private void write(Map<String, Object> event) {
    console.out().append(JsonWriter.write(event)).append('\n').flush();
  }
}
