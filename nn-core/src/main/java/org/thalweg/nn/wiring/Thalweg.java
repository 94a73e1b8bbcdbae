package org.thalweg.nn.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.thalweg.api.ThalwegException;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.plugin.PluginOptions;

/**
 * The short way to a pipeline:
 *
 * <pre>{@code
 * TrainingResult result = Thalweg.pipeline(Path.of("digits.yaml")).train();
 * }</pre>
 */
public final class Thalweg {
  private Thalweg() {}

  /**
   * Reads a pipeline, with the plugins of the class path.
   *
   * @param file a YAML file
   * @param modules bindings that replace parts of it; see {@link Replace}
   * @throws ThalwegException if anything in it is wrong
   */
  public static Pipeline pipeline(Path file, Module... modules) {
    return pipeline(file, PluginOptions.classPath(), modules);
  }

  /**
   * Reads a pipeline.
   *
   * @param file a YAML file
   * @param plugins where plugins are looked for
   * @param modules bindings that replace parts of it; see {@link Replace}
   * @throws ThalwegException if anything in it is wrong
   */
  public static Pipeline pipeline(Path file, PluginOptions plugins, Module... modules) {
    List<Module> all = new ArrayList<>(List.of(modules));
    all.add(new ThalwegModule(plugins));
    all.add(PipelineModule.yaml(file));
    return injector(all).getInstance(Pipeline.class);
  }

  /**
   * Makes an injector; what goes wrong inside Thalweg is thrown as it is.
   *
   * @throws ThalwegException if a part reports an error
   * @throws CreationException if the modules do not fit each other
   */
  public static Injector injector(Collection<Module> modules) {
    try {
      return Guice.createInjector(Stage.PRODUCTION, modules);
    } catch (CreationException e) {
      for (Message message : e.getErrorMessages()) {
        if (message.getCause() instanceof ThalwegException cause) {
          throw cause;
        }
      }
      throw e;
    }
  }
}
