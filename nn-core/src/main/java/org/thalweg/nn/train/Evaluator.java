package org.thalweg.nn.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.Batch;
import org.thalweg.nn.data.Batches;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.LastBatch;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.model.Weights;

/** Measures weights on a dataset, batch by batch, with one compiled program. Not thread-safe. */
public final class Evaluator {
  /** Number of examples in a batch, at most. */
  private static final int BATCH = 1024;

  /** What the program is a function of. */
  private record Query(Weights weights, Batch batch) {}

  /**
   * What it gives for a batch: the sums of the loss's terms, and what each metric measures, and the
   * sums of the terms for each slice.
   */
  private record Measured(List<LossSum> losses, List<Tensor> metrics, List<LossSum> slices) {}

  private final Terms terms;
  private final List<Metric> metrics;
  private final Batches batches;
  private final List<String> slices;
  private final Compiled<Query, Measured> program;

  /**
   * Plans an evaluation.
   *
   * @param network what is measured
   * @param loss the loss
   * @param metrics further measures
   * @param data the examples
   */
  public Evaluator(Network network, Loss<Tensor, Tensor> loss, List<Metric> metrics, Dataset data) {
    this.terms = Terms.of(loss);
    this.metrics = List.copyOf(metrics);
    this.slices = data.slices() == null ? List.of() : data.slices().names();
    this.batches = new Batches(data, BATCH, LastBatch.PAD);
    Tensor key = Randoms.key(0);
    this.program =
        Compiled.of(query ->
            measure(
                network.apply(query.weights, query.batch.inputs(), false, key).output(),
                query.batch));
  }

  private Measured measure(Tensor prediction, Batch batch) {
    return new Measured(
        terms.sums(prediction, batch),
        metrics.stream()
            .map(metric -> metric.measure(prediction, batch.targets(), batch.weights()))
            .toList(),
        batch.slices() == null
            ? List.of()
            : terms.slices(prediction, batch, batch.slices(), slices.size()));
  }

  /** Returns loss and metrics of weights on all examples. */
  public Evaluation evaluate(Weights weights) {
    double[] numerators = new double[terms.count()];
    double[] denominators = new double[terms.count()];
    double[][] sliceNumerators = new double[terms.count()][slices.size()];
    double[][] sliceDenominators = new double[terms.count()][slices.size()];
    double @Nullable [][] sums = new double @Nullable [metrics.size()][];
    for (int number = 0; number < batches.count(); number++) {
      Measured measured = program.apply(new Query(weights, batches.load(number)));
      for (int t = 0; t < numerators.length; t++) {
        numerators[t] += measured.losses.get(t).numerator().item();
        denominators[t] += measured.losses.get(t).denominator().item();
        if (!slices.isEmpty()) {
          add(sliceNumerators[t], measured.slices.get(t).numerator());
          add(sliceDenominators[t], measured.slices.get(t).denominator());
        }
      }
      for (int m = 0; m < sums.length; m++) {
        double[] part = measured.metrics.get(m).toDoubleArray();
        double[] before = sums[m];
        sums[m] = before == null ? part : metrics.get(m).merge(before, part);
      }
    }
    SequencedMap<String, Double> values = new LinkedHashMap<>();
    for (int m = 0; m < sums.length; m++) {
      double[] sum = sums[m];
      values.put(metrics.get(m).name(), sum == null ? Double.NaN : metrics.get(m).value(sum));
    }
    SequencedMap<String, Double> losses = new LinkedHashMap<>();
    for (int s = 0; s < slices.size(); s++) {
      int slice = s;
      if (sliceDenominators[0][slice] > 0) {
        losses.put(
            slices.get(slice),
            terms.report(t -> sliceNumerators[t][slice], t -> sliceDenominators[t][slice]));
      }
    }
    return new Evaluation(terms.report(t -> numerators[t], t -> denominators[t]), values, losses);
  }

  private static void add(double[] sums, Tensor part) {
    double[] values = part.toDoubleArray();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }
}
