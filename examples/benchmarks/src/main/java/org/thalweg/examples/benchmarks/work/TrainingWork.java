package org.thalweg.examples.benchmarks.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.activation.Activations;
import org.thalweg.nn.layer.Layers;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.model.Weights;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.run.Descent;

/** Training steps of a small network by adam, over 16 batches in turn. */
final class TrainingWork implements Work {
  private static final int BATCHES = 16;
  private static final List<Integer> CHECKED_STEPS = List.of(0, 1, 10, 50);

  private final CompiledStep<?, Examples, Tensor> step;
  private final List<Examples> batches;
  private int next;

  private TrainingWork(CompiledStep<?, Examples, Tensor> step, List<Examples> batches) {
    this.step = step;
    this.batches = batches;
  }

  static Work of(String name) {
    return switch (name) {
      case "mlp" -> of(new CrossEntropy(0), digits(), 1, 784, 256, 128, 10);
      case "tiny" -> of(new Mse(), line(), 11, 10, 64, 32, 1);
      default -> throw new IllegalArgumentException("unknown network " + name);
    };
  }

  private static List<Examples> digits() {
    List<Examples> batches = new ArrayList<>();
    for (int b = 0; b < BATCHES; b++) {
      batches.add(
          new Examples(
              Tensor.of(Shape.of(64, 784), Data.uniform(1000 + b, -1, 1, 64 * 784)),
              Tensor.of(Data.labels(1100 + b, 64, 10))));
    }
    return batches;
  }

  private static List<Examples> line() {
    List<Examples> batches = new ArrayList<>();
    for (int b = 0; b < BATCHES; b++) {
      float[] rows = Data.uniform(2000 + b, -1, 1, 32 * 10);
      batches.add(
          new Examples(
              Tensor.of(Shape.of(32, 10), rows), Tensor.of(Shape.of(32, 1), Data.line(rows))));
    }
    return batches;
  }

  private static Work of(
      Loss<Tensor, Tensor> loss, List<Examples> batches, long seed, int... units) {
    Layer[] layers = new Layer[units.length - 1];
    for (int i = 1; i < units.length; i++) {
      layers[i - 1] =
          i + 1 < units.length
              ? Layers.dense(units[i], Activations.relu())
              : Layers.dense(units[i]);
    }
    return of(new Network(Layers.sequential(layers)), loss, batches, seed, units);
  }

  private static Work of(
      Network network, Loss<Tensor, Tensor> loss, List<Examples> batches, long seed, int... units) {
    Tensor key = Randoms.key(0);
    Weights made = network.init(new Spec(Shape.of(1, units[0]), DType.FLOAT32), 0);
    return new TrainingWork(
        step(
            Descent.by(new Adam(1e-3)),
            weights(made.parameters(), seed, units),
            batches.getFirst(),
            (parameters, examples) ->
                Losses.mean(
                    loss,
                    network
                        .apply(new Weights(parameters, made.states()), examples.inputs(), true, key)
                        .output(),
                    examples.targets())),
        batches);
  }

  /** The loss of weights on a batch. */
  @FunctionalInterface
  private interface Objective {
    Tensor value(Parameters parameters, Examples examples);
  }

  private static <S> CompiledStep<?, Examples, Tensor> step(
      Descent<S> descent, Parameters weights, Examples example, Objective objective) {
    return CompiledStep.of(
        descent.start(weights),
        example,
        (Descent.State<S> state, Examples examples) ->
            descent.step(state, parameters -> objective.value(parameters, examples)));
  }

  /** Returns the peers' weights in the places of others; biases are zero. */
  private static Parameters weights(Parameters places, long seed, int... units) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    int layer = 0;
    for (String name : places.names()) {
      Tensor place = places.get(name);
      if (place.rank() == 2) {
        float[] values = Data.weight(seed + layer, units[layer], units[layer + 1]);
        weights.put(name, Tensor.of(place.shape(), values));
        layer++;
      } else {
        weights.put(name, Tensor.zeros(place.shape()).eval());
      }
    }
    return new Parameters(weights);
  }

  @Override
  public void run() {
    step.run(batches.get(next));
    next = (next + 1) % BATCHES;
  }

  /** Returns losses of the first steps. */
  @Override
  public List<Double> check() {
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i <= CHECKED_STEPS.getLast(); i++) {
      run();
      if (CHECKED_STEPS.contains(i)) {
        losses.add(step.output(0));
      }
    }
    return losses;
  }

  @Override
  public String describe() {
    return step.describe();
  }
}
