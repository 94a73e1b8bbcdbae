package org.thalweg.nn.train;

import java.util.List;
import java.util.Objects;
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
    return measure(weights).evaluation();
  }

  /** Returns what is measured of weights on all examples, which merges with that of others. */
  public Measurement measure(Weights weights) {
    Measurement total = null;
    for (int number = 0; number < batches.count(); number++) {
      Measured measured = program.apply(new Query(weights, batches.load(number)));
      Measurement part =
          new Measurement(
              terms,
              metrics,
              slices,
              sums(measured.losses),
              numbers(measured),
              sums(measured.slices));
      total = total == null ? part : total.merge(part);
    }
    return Objects.requireNonNull(total);
  }

  private static List<double[]> numbers(Measured measured) {
    return measured.metrics.stream().map(Tensor::toDoubleArray).toList();
  }

  private static List<Measurement.Sums> sums(List<LossSum> terms) {
    return terms.stream()
        .map(sum ->
            new Measurement.Sums(
                sum.numerator().toDoubleArray(), sum.denominator().toDoubleArray()))
        .toList();
  }
}
