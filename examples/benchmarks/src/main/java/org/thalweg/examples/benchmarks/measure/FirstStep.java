package org.thalweg.examples.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.nn.activation.Activations;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.layer.Layers;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Progress;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.optim.optimizer.Adam;

/**
 * Trains the MLP 784-256-128-10 for 100 steps on a batch of random numbers, and tells when the
 * first step ended, since the property {@code start} in nanoseconds of the epoch, and the most
 * memory that was resident, then and at the end.
 */
public final class FirstStep {
  private FirstStep() {}

  private static final class Watch implements Callback {
    @Override
    public Signal onStep(Progress progress) {
      if (progress.step() == 1) {
        Instant start = Instant.ofEpochSecond(0, Long.getLong("start", 0));
        long millis = Duration.between(start, Instant.now()).toMillis();
        System.out.println("first step after " + millis + " ms, " + resident());
      }
      return Signal.CONTINUE;
    }
  }

  private static String resident() {
    try {
      return "at most %.0f MiB resident".formatted(Resident.most());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it. */
  public static void main(String[] arguments) {
    SplittableRandom random = new SplittableRandom(1);
    float[] pixels = new float[64 * 784];
    int[] labels = new int[64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat(-1, 1);
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(10);
    }
    Layer network =
        Layers.sequential(
            Layers.dense(256, Activations.relu()),
            Layers.dense(128, Activations.relu()),
            Layers.dense(10));
    double loss =
        Trainer.of(network, new CrossEntropy(0), new Adam(1e-3))
            .options(TrainingOptions.epochs(100).batchSize(64))
            .callback(new Watch())
            .train(Dataset.of(Tensor.of(Shape.of(64, 784), pixels), Tensor.of(labels)))
            .history()
            .getLast()
            .loss();
    System.out.println("loss " + loss + " after 100 steps, " + resident());
  }
}
