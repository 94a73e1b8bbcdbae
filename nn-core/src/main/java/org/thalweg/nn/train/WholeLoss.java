package org.thalweg.nn.train;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.Batch;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.model.Weights;

/**
 * The loss of a network on all examples as a function of its parameters. If they are more than a
 * batch, a loop goes through them in parts: their sums add up to those of the whole, and a gradient
 * holds one part in memory at a time.
 */
final class WholeLoss {
  private final Network network;
  private final Terms terms;
  private final Parameters states;
  private final Batch batch;
  private final boolean parted;

  /**
   * Lays out the examples.
   *
   * @param states what layers keep, which stays as it is
   * @param size the number of examples in a part; all of them in one if it is as many
   */
  WholeLoss(Network network, Terms terms, Parameters states, Dataset data, int size) {
    this.network = network;
    this.terms = terms;
    this.states = states;
    this.parted = size < data.size();
    this.batch =
        parted ? parts(data, size) : new Batch(data.inputs(), data.targets(), data.weights(), null);
  }

  /** Returns the examples with a leading axis of parts; the last one is filled with weight 0. */
  private static Batch parts(Dataset data, int size) {
    int count = (data.size() + size - 1) / size;
    int rows = Math.multiplyExact(count, size);
    Dataset filled =
        data.select(IntStream.range(0, rows).map(i -> i < data.size() ? i : 0).toArray());
    Tensor weights = filled.weights();
    if (rows > data.size()) {
      Tensor real =
          Tensor.of(
              Shape.of(rows),
              DType.FLOAT32,
              IntStream.range(0, rows).mapToDouble(i -> i < data.size() ? 1 : 0).toArray());
      weights = weights == null ? real : times(weights, real);
    }
    return new Batch(
        part(filled.inputs(), count, size),
        part(filled.targets(), count, size),
        weights == null ? null : part(weights, count, size),
        null);
  }

  private static Tensor times(Tensor weights, Tensor rows) {
    Tensor all = rows.to(weights.dtype());
    while (all.rank() < weights.rank()) {
      all = all.unsqueeze(-1);
    }
    return weights.mul(all);
  }

  private static Tensor part(Tensor all, int count, int size) {
    Shape shape = all.shape().with(0, size).insert(0, count);
    return all.reshape(shape).eval();
  }

  private Tensor prediction(Parameters parameters, Batch part) {
    Tensor key = Randoms.key(0); // nothing is drawn from it
    return network.apply(new Weights(parameters, states), part.inputs(), true, key).output();
  }

  /** Returns the mean loss, a float64 scalar. */
  Tensor mean(Parameters parameters) {
    if (!parted) {
      return terms.mean(terms.sums(prediction(parameters, batch), batch));
    }
    LossSum nothing = new LossSum(Tensor.scalar(0, DType.FLOAT64), Tensor.scalar(0, DType.FLOAT64));
    List<LossSum> none = Collections.nCopies(terms.count(), nothing);
    List<LossSum> sums =
        Loops.scan(
                none,
                batch,
                (before, part) -> {
                  List<LossSum> now = terms.sums(prediction(parameters, part), part);
                  return new Stepped<List<LossSum>, List<Tensor>>(
                      IntStream.range(0, now.size())
                          .mapToObj(i -> before.get(i).plus(now.get(i)))
                          .toList(),
                      List.of());
                })
            .state();
    return terms.mean(sums);
  }

  /** Returns residuals, half the sum of whose squares is the loss. */
  Tensor residuals(Squares squares, Parameters parameters) {
    if (!parted) {
      Tensor prediction = prediction(parameters, batch);
      return squares.residuals(
          squares.errors(prediction, batch), squares.weights(prediction, batch).sum());
    }
    Both parts =
        Loops.map(
            batch,
            part -> {
              Tensor prediction = prediction(parameters, part);
              return new Both(squares.errors(prediction, part), squares.weights(prediction, part));
            });
    return squares.residuals(parts.errors, parts.weights.sum());
  }

  /** What a part yields. */
  private record Both(Tensor errors, Tensor weights) {}
}
