package org.thalweg.nn.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Spec;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.plugin.Binder;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Trace;
import org.thalweg.nn.data.CsvData;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.Slices;
import org.thalweg.nn.data.TargetType;
import org.thalweg.nn.layer.OutputCheck;
import org.thalweg.nn.metric.Metrics;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.train.MinimizerCheck;

/** Checks how the parts of a pipeline fit each other, as far as each is known. */
final class PipelineChecks {
  private final Sections sections;
  private final Optional<CsvData> table;
  private final Binder binder;

  PipelineChecks(Sections sections, Optional<CsvData> table, Binder binder) {
    this.sections = sections;
    this.table = table;
    this.binder = binder;
  }

  void run() {
    sections.training().ifPresent(this::names);
    Optional<Layer> model = sections.model();
    Optional<Loss<Tensor, Tensor>> loss = sections.loss();
    if (model.isPresent() && loss.isPresent()) {
      OutputCheck.problem(model.get(), loss.get())
          .ifPresent(problem -> binder.problem("loss", problem));
    }
    if (sections.minimizer().isPresent() && loss.isPresent()) {
      MinimizerCheck.problem(sections.minimizer().get(), loss.get())
          .ifPresent(problem -> binder.problem("minimizer", problem));
    }
    if (table.isPresent() && model.isPresent()) {
      Spec output = output(model.get(), table.get());
      if (output != null && loss.isPresent()) {
        shapes(output, table.get(), loss.get());
      }
      if (output != null && sections.minimizer().isPresent()) {
        Spec input = table.get().dataset().inputs().spec();
        MinimizerCheck.problem(new Network(model.get()), input)
            .ifPresent(problem -> binder.problem("minimizer", problem));
      }
    }
  }

  private void names(TrainingConfig training) {
    for (int i = 0; i < training.metrics().size(); i++) {
      String name = training.metrics().get(i);
      if (!Metrics.names().contains(name)) {
        binder.problem(
            "training.metrics[" + i + "]",
            "unknown metric '%s'%s".formatted(name, Suggestions.of(name, Metrics.names())));
      }
    }
    training
        .earlyStopping()
        .ifPresent(stopping -> {
          List<String> measured = new ArrayList<>(training.metrics());
          measured.addFirst("loss");
          if (!measured.contains(stopping.monitor())) {
            binder.problem(
                "training.earlyStopping.monitor",
                "'%s' is not measured%s"
                    .formatted(stopping.monitor(), Suggestions.of(stopping.monitor(), measured)));
          }
        });
    boolean numbers = sections.data().map(data -> data.type() == TargetType.NUMBER).orElse(false);
    if (training.stratify() && numbers) {
      binder.problem("training.stratify", "needs data.type class or binary, which is number");
    }
    if (training.classWeights().isPresent()) {
      if (numbers) {
        binder.problem("training.classWeights", "needs data.type class or binary, which is number");
      } else if (table.isPresent()) {
        try {
          training.classWeights().get().apply(table.get().dataset(), table.get().classes());
        } catch (ThalwegException e) {
          binder.problem("training.classWeights", String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private @Nullable Spec output(Layer model, CsvData data) {
    try {
      return new Network(model).output(data.dataset().inputs().spec());
    } catch (ThalwegException e) {
      binder.problem("model", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void shapes(Spec output, CsvData data, Loss<Tensor, Tensor> loss) {
    Tensor prediction = Trace.argument(output, "prediction");
    Tensor target = Trace.argument(data.dataset().targets().spec(), "target");
    try {
      Losses.values(loss, prediction, target, weighting(data.dataset()));
    } catch (ThalwegException e) {
      binder.problem("loss", String.valueOf(e.getMessage()));
      return;
    } catch (ClassCastException e) {
      binder.problem("loss", "takes more than one tensor, which no model here gives");
      return;
    }
    Slices slices = data.dataset().slices();
    if (slices != null) {
      try {
        Tensor numbers = Trace.argument(slices.numbers().spec(), "slices");
        int count = slices.names().size();
        Losses.bySlice(loss, prediction, target, Weighting.none(), numbers, count);
      } catch (ThalwegException e) {
        binder.problem("data.sliceBy", String.valueOf(e.getMessage()));
      }
    }
    int classes = data.classes().size();
    if (loss instanceof ClassificationLoss
        && ClassificationLoss.isIndices(target)
        && output.shape().dim(1) < classes) {
      binder.problem(
          "model",
          "gives scores for %d classes, the data have %d; give the last layer %d units"
              .formatted(output.shape().dim(1), classes, classes));
    }
    List<String> names = sections.training().map(TrainingConfig::metrics).orElse(List.of());
    for (int i = 0; i < names.size(); i++) {
      if (Metrics.names().contains(names.get(i))) {
        measure("training.metrics[" + i + "]", names.get(i), loss, prediction, target);
      }
    }
  }

  private static Weighting weighting(Dataset data) {
    Tensor weights = data.weights();
    return new Weighting(weights == null ? null : Trace.argument(weights.spec(), "weights"), null);
  }

  private void measure(
      String path, String name, Loss<?, ?> loss, Tensor prediction, Tensor target) {
    try {
      Metrics.named(name, loss).measure(prediction, target, null);
    } catch (ThalwegException e) {
      binder.problem(path, String.valueOf(e.getMessage()));
    }
  }
}
