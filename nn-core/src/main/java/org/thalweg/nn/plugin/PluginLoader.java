package org.thalweg.nn.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thalweg.api.Api;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.api.plugin.Registry;

/**
 * Loads plugins: those on the class path (or module path) first, then those of a directory, each of
 * which has a class loader of its own. What goes wrong with one leaves the others alone.
 */
public final class PluginLoader {
  private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

  /** A service file with more providers than this that fail in a row is given up. */
  private static final int FAILURES = 100;

  private final Registry registry = new Registry();
  private final List<PluginReport.Row> rows = new ArrayList<>();
  private final Map<String, String> places = new HashMap<>();

  private PluginLoader() {}

  /**
   * Loads plugins.
   *
   * @throws ThalwegException if the options are strict and a plugin does not load, or there is no
   *     such directory
   */
  public static Plugins load(PluginOptions options) {
    PluginLoader loader = new PluginLoader();
    loader.loadFrom("the class path", PluginLoader.class.getClassLoader());
    options.directory().map(PluginDirectory::plugins).stream()
        .flatMap(List::stream)
        .forEach(loader::loadIsolated);
    PluginReport report = new PluginReport(loader.rows);
    if (options.strict() && !report.rejected().isEmpty()) {
      throw new ThalwegException(
          report.rejected().stream()
              .map(PluginReport.Rejected::toString)
              .collect(Collectors.joining("\n")));
    }
    report.rejected().forEach(row -> LOG.warn("a plugin does not load: {}", row));
    return new Plugins(loader.registry, report);
  }

  private void loadIsolated(Path plugin) {
    String place = plugin.toString();
    List<Path> jars = PluginDirectory.jars(plugin);
    if (jars.isEmpty()) {
      reject(place, Failure.NO_JAR);
      return;
    }
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try (ZipFile _ = new ZipFile(jar.toFile())) {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        reject(
            place, Failure.brokenJar(jar.getFileName().toString(), String.valueOf(e.getMessage())));
        return;
      }
    }
    int before = rows.size();
    IsolatedLoader loader =
        new IsolatedLoader(
            plugin.getFileName().toString(),
            urls.toArray(URL[]::new),
            PluginLoader.class.getClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(loader);
      loadFrom(place, loader);
    } finally {
      thread.setContextClassLoader(context);
    }
    if (rows.size() == before) {
      reject(place, Failure.NO_SERVICE_FILE);
    }
  }

  /** Loads each provider on its own: one that fails does not keep the next from its turn. */
  private void loadFrom(String place, ClassLoader loader) {
    Iterator<ServiceLoader.Provider<Plugin>> providers =
        ServiceLoader.load(Plugin.class, loader).stream().iterator();
    for (int failures = 0; failures < FAILURES; ) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        admit(place, providers.next());
        failures = 0;
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable e) {
        reject(place, Failure.of(e, "its Plugin class"));
        failures++;
      }
    }
  }

  private void admit(String place, ServiceLoader.Provider<Plugin> provider) {
    long start = System.nanoTime();
    Class<? extends Plugin> type = provider.type();
    String where = type.getClassLoader() instanceof IsolatedLoader ? place : jar(type, place);
    PluginInfo info = type.getAnnotation(PluginInfo.class);
    if (info == null) {
      reject(where, Failure.noInfo(type));
    } else if (!NAME.matcher(info.name()).matches()) {
      reject(where, Failure.badName(info.name()));
    } else if (!info.api().equals(Api.VERSION)) {
      reject(where, Failure.otherApi(info.name(), info.api()));
    } else if (places.containsKey(info.name())) {
      reject(where, Failure.nameTaken(info.name(), String.valueOf(places.get(info.name()))));
    } else {
      install(where, info, provider.get(), start);
    }
  }

  private void install(String place, PluginInfo info, Plugin plugin, long start) {
    try {
      registry.install(info.name(), plugin);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      reject(place, Failure.of(e, "its register method"));
      return;
    }
    places.put(info.name(), place);
    rows.add(
        new PluginReport.Loaded(
            place,
            info.name(),
            info.version(),
            contributions(info.name()),
            (System.nanoTime() - start) / 1e6));
  }

  private SequencedMap<String, List<String>> contributions(String owner) {
    SequencedMap<String, List<String>> byKind = new LinkedHashMap<>();
    for (Kind<?> kind : Kind.all()) {
      List<String> names = names(registry.all(kind), owner);
      if (!names.isEmpty()) {
        byKind.put(kind.label(), names);
      }
    }
    return byKind;
  }

  private static <T> List<String> names(Collection<Component<T>> components, String owner) {
    return components.stream()
        .filter(component -> component.owner().equals(owner))
        .map(Component::name)
        .toList();
  }

  private void reject(String place, Failure failure) {
    rows.add(new PluginReport.Rejected(place, failure.cause(), failure.cure()));
  }

  /** Returns the name of the jar or directory that a class on the class path is from. */
  private static String jar(Class<?> type, String otherwise) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return otherwise;
    }
    String path = source.getLocation().getPath();
    return path.endsWith(".jar") ? path.substring(path.lastIndexOf('/') + 1) : otherwise;
  }
}
