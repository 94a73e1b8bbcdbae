package org.thalweg.nn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.Dataset;
import org.thalweg.optim.checkpoint.Description;
import org.thalweg.optim.checkpoint.SafeTensors;
import org.thalweg.optim.checkpoint.StoredState;

/**
 * What makes two runs one: all that decides where a run goes, but not how long it is and what is
 * measured.
 *
 * @param options each option by its path
 */
record Identity(SequencedMap<String, String> options) {
  private static final int SHOWN = 6;

  static Identity of(
      Layer layer,
      Loss<?, ?> loss,
      Method method,
      TrainingOptions training,
      String monitor,
      boolean restoresBest) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    options.putAll(Description.flat("model", layer));
    options.putAll(Description.flat("loss", loss));
    options.putAll(
        switch (method) {
          case Method.Optimizing(Optimizer optimizer) -> Description.flat("optimizer", optimizer);
          case Method.Minimizing(Minimizer<?> minimizer, _) ->
              Description.flat("minimizer", minimizer);
        });
    options.put("training.batchSize", Integer.toString(training.batchSize()));
    options.put("training.seed", Long.toString(training.seed()));
    options.put("training.shuffle", Boolean.toString(training.shuffle()));
    options.putAll(Description.flat("training.lastBatch", training.lastBatch()));
    options.put("training.earlyStopping.monitor", monitor);
    options.put("training.earlyStopping.restoreBest", Boolean.toString(restoresBest));
    return new Identity(options);
  }

  /** Returns this with examples, which are told by their number, types and checksum. */
  Identity with(String name, @Nullable Dataset data) {
    SequencedMap<String, String> all = new LinkedHashMap<>(options);
    all.put(name, data == null ? "none" : data + ", checksum " + checksum(data));
    return new Identity(all);
  }

  private static String checksum(Dataset data) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("inputs", data.inputs());
    tensors.put("targets", data.targets());
    if (data.weights() != null) {
      tensors.put("weights", data.weights());
    }
    return new SafeTensors(tensors, new LinkedHashMap<>()).checksum();
  }

  /**
   * Requires that a checkpoint is of this run.
   *
   * @throws ThalwegException if it is not; the message tells what differs
   */
  void require(StoredState stored) {
    SequencedMap<String, String> there = stored.manifest().run();
    if (there.isEmpty()) {
      throw new ThalwegException(
          "%s is no checkpoint of a training run, but of %s alone"
              .formatted(stored.file(), stored.manifest().optimizer()));
    }
    Set<String> keys = new LinkedHashSet<>(there.sequencedKeySet());
    keys.addAll(options.sequencedKeySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String saved = there.getOrDefault(key, "absent");
      String here = options.getOrDefault(key, "absent");
      if (!saved.equals(here)) {
        differences.add("%s is %s there and %s here".formatted(key, saved, here));
      }
    }
    if (!differences.isEmpty()) {
      throw new ThalwegException(
          "%s is a checkpoint of another run: %s%s"
              .formatted(
                  stored.file(),
                  String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size()))),
                  differences.size() > SHOWN
                      ? "; and %d more".formatted(differences.size() - SHOWN)
                      : ""));
    }
  }
}
