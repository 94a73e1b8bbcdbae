package org.thalweg.nn.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.PreparedData;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Method;
import org.thalweg.nn.train.TrainingOptions;

/**
 * Binds a {@link Pipeline} and its parts: {@link PreparedData}, {@link Layer}, {@link Loss}, {@link
 * Optimizer}, {@link TrainingOptions}. They are those of a YAML file or of a pipeline in code; a
 * user's binding takes the place of each (see {@link Replace}). Install it beside {@link
 * ThalwegModule}.
 */
public final class PipelineModule extends AbstractModule {
  private final Function<Registry, Pipeline> source;

  private PipelineModule(Function<Registry, Pipeline> source) {
    this.source = source;
  }

  /** Returns the module of a pipeline in a YAML file. */
  public static PipelineModule yaml(Path file) {
    return new PipelineModule(registry -> Pipeline.read(file, registry));
  }

  /** Returns the module of a pipeline in code. */
  public static PipelineModule of(Pipeline pipeline) {
    return new PipelineModule(_ -> pipeline);
  }

  @Override
  protected void configure() {
    part(TypeLiteral.get(PreparedData.class), Pipeline::data);
    part(TypeLiteral.get(Layer.class), Pipeline::model);
    part(Replace.LOSS, Pipeline::loss);
    part(TypeLiteral.get(Optimizer.class), PipelineModule::optimizer);
    part(TypeLiteral.get(TrainingOptions.class), Pipeline::options);
    Multibinder.newSetBinder(binder(), Metric.class);
    Multibinder.newSetBinder(binder(), Callback.class);
  }

  /** Stands where a pipeline has a minimizer and nobody has put an optimizer in its place. */
  private record NoOptimizer(Method method) implements Optimizer {
    @Override
    public GradientTransform<?> transform() {
      return method.requireOptimizer().transform();
    }
  }

  private static Optimizer optimizer(Pipeline pipeline) {
    return switch (pipeline.method()) {
      case Method.Optimizing(Optimizer optimizer) -> optimizer;
      case Method.Minimizing minimizing -> new NoOptimizer(minimizing);
    };
  }

  private <T> void part(TypeLiteral<T> type, Function<Pipeline, T> part) {
    Provider<Pipeline> defaults = getProvider(Key.get(Pipeline.class, Defaults.class));
    OptionalBinder.newOptionalBinder(binder(), type)
        .setDefault()
        .toProvider(() -> part.apply(defaults.get()));
  }

  @Provides
  @Singleton
  @Defaults
  Pipeline defaults(Registry registry) {
    return source.apply(registry);
  }

  @Provides
  @Singleton
  Pipeline pipeline(
      @Defaults Pipeline defaults,
      PreparedData data,
      Layer model,
      Loss<Tensor, Tensor> loss,
      Optimizer optimizer,
      TrainingOptions options,
      Set<Metric> metrics,
      Set<Callback> callbacks,
      Engine engine) {
    List<Metric> allMetrics = new ArrayList<>(defaults.metrics());
    allMetrics.addAll(metrics);
    List<Callback> allCallbacks = new ArrayList<>(defaults.callbacks());
    allCallbacks.addAll(callbacks);
    return new Pipeline(
        data,
        model,
        loss,
        optimizer instanceof NoOptimizer(Method method) ? method : new Method.Optimizing(optimizer),
        options,
        allMetrics,
        allCallbacks,
        engine,
        defaults.checkpoints());
  }
}
