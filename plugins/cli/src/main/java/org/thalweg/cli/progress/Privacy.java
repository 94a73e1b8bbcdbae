package org.thalweg.cli.progress;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.tree.RecordType;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Method;
import org.thalweg.nn.train.Progress;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.optim.optimizer.DpSgd;
import org.thalweg.optim.privacy.SubsampledGaussian;
import org.thalweg.optim.transform.ClippedExamples;

/** Accounts for the privacy of a run whose optimizer clips the gradients of examples. */
public final class Privacy implements Callback {
  /** What a run came to. */
  public record Spent(double epsilon, double delta, double rate, double noise, long steps) {}

  private final @Nullable Double noise;
  private final int examples;
  private final double rate;
  private @Nullable Progress progress;

  /** Starts to look on. */
  public Privacy(Pipeline pipeline) {
    Object component =
        pipeline.method() instanceof Method.Optimizing optimizing ? optimizing.optimizer() : "";
    this.noise = noises(component).findFirst().orElse(null);
    this.examples = pipeline.data().training().size();
    int batch = pipeline.options().batchSize();
    this.rate = batch == TrainingOptions.ALL ? 1 : Math.min(1, (double) batch / examples);
  }

  /** Returns the noises of a component and of those within it. */
  private static Stream<Double> noises(@Nullable Object value) {
    return switch (value) {
      case DpSgd dpSgd -> Stream.of(dpSgd.noise());
      case ClippedExamples clipped -> Stream.of(clipped.noise());
      case Record record -> {
        RecordType type = RecordType.of(record.getClass());
        yield Stream.iterate(0, i -> i < type.names().size(), i -> i + 1)
            .flatMap(i -> noises(type.get(record, i)));
      }
      case Collection<?> parts -> parts.stream().flatMap(Privacy::noises);
      case null, default -> Stream.empty();
    };
  }

  @Override
  public void onStart(Progress live) {
    progress = live;
  }

  /** Returns what has been spent so far, if the optimizer is a private one. */
  public Optional<Spent> spent() {
    if (noise == null || progress == null) {
      return Optional.empty();
    }
    double delta = Math.min(1e-5, 0.1 / examples);
    long steps = Objects.requireNonNull(progress).step();
    double epsilon = new SubsampledGaussian(rate, noise).epsilon(steps, delta);
    return Optional.of(new Spent(epsilon, delta, rate, noise, steps));
  }
}
