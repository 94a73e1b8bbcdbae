package org.thalweg.nn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.Api;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.CoreLayers;

/** Each way in which a plugin in a directory loads, or does not. */
class PluginLoaderTest {
  @TempDir Path work;

  private Path folder() {
    return work.resolve("plugins.d");
  }

  /** A plugin that registers one loss, {@code cubic}. */
  private JarMaker good(String name) {
    return plugin(name, "contributions.loss(Cubic.class);").source("acme.Cubic", loss("cubic"));
  }

  private static String loss(String name) {
    return """
    package acme;
    import org.thalweg.api.config.*;
    import org.thalweg.api.loss.PointwiseLoss;
    import org.thalweg.api.tensor.Tensor;
    @Named("%s")
    public record Cubic(@Default("2.0") double scale) implements PointwiseLoss {
      public Tensor loss(Tensor p, Tensor t) {
        return p.sub(t).abs().pow(3).mul(scale);
      }
    }
    """
        .formatted(name);
  }

  private JarMaker plugin(String name, String register) {
    return bare("@PluginInfo(name = \"%s\", api = Api.VERSION)".formatted(name), "", register)
        .service("acme.AcmePlugin");
  }

  private JarMaker bare(String annotation, String constructor, String register) {
    return new JarMaker(work)
        .source(
            "acme.AcmePlugin",
            """
            package acme;
            import org.thalweg.api.*;
            import org.thalweg.api.plugin.*;
            %s
            public class AcmePlugin implements Plugin {
              public AcmePlugin() { %s }
              public void register(Contributions contributions) { %s }
            }
            """
                .formatted(annotation, constructor, register));
  }

  private Plugins load() {
    return PluginLoader.load(PluginOptions.directory(folder()));
  }

  /** Returns the rows of the directory's plugins as text, with its path shortened. */
  private List<String> rows(Plugins plugins) {
    return plugins.report().rows().stream()
        .filter(row -> row.place().startsWith(work.toString()))
        .map(row -> row.toString().replace(folder() + "/", "").replaceAll("[0-9]+ ms", "T ms"))
        .toList();
  }

  private String only(Plugins plugins) {
    assertEquals(1, rows(plugins).size(), rows(plugins)::toString);
    return rows(plugins).getFirst();
  }

  private void jar(JarMaker maker) {
    maker.jar(folder().resolve("acme.jar"));
  }

  @Test
  void theClassPathLoadsFirst() {
    Plugins plugins = PluginLoader.load(PluginOptions.classPath());
    List<String> names = plugins.report().loaded().stream().map(PluginReport.Loaded::name).toList();
    assertTrue(names.containsAll(List.of("core-layers", "loss-core")), names::toString);
    assertEquals(List.of(), plugins.report().rejected());
    assertTrue(plugins.registry().find(Kind.LAYER, "dense").isPresent());
    assertTrue(plugins.registry().find(Kind.LOSS, "mse").isPresent());
    PluginReport.Loaded core =
        plugins.report().loaded().stream()
            .filter(row -> row.name().equals("core-layers"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of("activation", "dense", "dropout", "flatten", "sequential"),
        core.contributions().get("layer"));
    assertEquals(
        List.of("layer", "activation", "initializer"),
        List.copyOf(core.contributions().sequencedKeySet()));
  }

  @Test
  void aJarInTheDirectoryIsAPlugin() {
    jar(good("acme"));
    Plugins plugins = load();
    assertEquals("acme (acme.jar): loss cubic, T ms", only(plugins));
    Loss<?, ?> loss = plugins.registry().create(Kind.LOSS, "cubic", Map.of("scale", 0.5));
    PointwiseLoss cubic = assertInstanceOf(PointwiseLoss.class, loss);
    assertEquals(4, cubic.loss(Tensor.of(3f), Tensor.of(1f)).item());
    assertNotSame(CoreLayers.class.getClassLoader(), loss.getClass().getClassLoader());
  }

  @Test
  void aFolderOfJarsIsAPluginAndMayCarryItsOwnLibraries() throws IOException {
    // This library has the name of one that the host has too; each sees its own.
    JarMaker library =
        new JarMaker(work)
            .source(
                "com.google.common.base.Joiner",
                """
                package com.google.common.base;
                public final class Joiner {
                  public static String version() { return "its own"; }
                }
                """);
    JarMaker plugin =
        new JarMaker(work)
            .source(
                "com.google.common.base.Joiner",
                "package com.google.common.base; public final class Joiner { public static String version() { return null; } }")
            .without("com.google.common.base.Joiner")
            .source(
                "acme.AcmePlugin",
                """
                package acme;
                import org.thalweg.api.*;
                import org.thalweg.api.plugin.*;
                @PluginInfo(name = "acme", api = Api.VERSION, version = "1.2")
                public class AcmePlugin implements Plugin {
                  public void register(Contributions contributions) {
                    String version = com.google.common.base.Joiner.version();
                    if (!"its own".equals(version)) throw new IllegalStateException(version);
                    String text = String.valueOf(getClass().getResource("/acme/note.txt"));
                    if (!text.contains("acme")) throw new IllegalStateException(text);
                    if (Thread.currentThread().getContextClassLoader() != getClass().getClassLoader())
                      throw new IllegalStateException("context");
                    contributions.loss(Cubic.class);
                  }
                }
                """)
            .source("acme.Cubic", loss("cubic"))
            .resource("acme/note.txt", "hello")
            .service("acme.AcmePlugin");
    Path acme = folder().resolve("acme");
    plugin.jar(acme.resolve("acme.jar"));
    library.jar(acme.resolve("joiner-1.0.jar"));
    Files.writeString(acme.resolve("README.txt"), "no jar");
    Files.writeString(folder().resolve("README.txt"), "no plugin");
    Files.createDirectories(folder().resolve(".hidden"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    assertEquals("acme (1.2, acme): loss cubic, T ms", only(load()));
    assertSame(before, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void aPluginSeesNothingElseOfTheHost() throws Exception {
    jar(good("acme"));
    Class<?> loss = load().registry().create(Kind.LOSS, "cubic", Map.of()).getClass();
    ClassLoader loader = Objects.requireNonNull(loss.getClassLoader());
    assertSame(Tensor.class, loader.loadClass("org.thalweg.api.tensor.Tensor"));
    assertSame(String.class, loader.loadClass("java.lang.String"));
    assertEquals("java.sql.Connection", loader.loadClass("java.sql.Connection").getName());
    for (String hidden :
        List.of(
            "org.thalweg.nn.CoreLayers",
            "org.thalweg.loss.CoreLosses",
            "com.google.inject.Guice",
            "org.slf4j.Logger",
            "org.thalweg.api.none.Such",
            "org.thalweg.apis.Other")) {
      assertThrows(ClassNotFoundException.class, () -> loader.loadClass(hidden), hidden);
    }
    assertNull(loader.getResource("org/thalweg/nn/CoreLayers.class"));
    assertEquals(
        Objects.requireNonNull(CoreLayers.class.getClassLoader())
            .getResource("org/thalweg/api/Api.class"),
        loader.getResource("org/thalweg/api/Api.class"));
    List<URL> services =
        Collections.list(loader.getResources("META-INF/services/org.thalweg.api.plugin.Plugin"));
    assertEquals(1, services.size(), "that of its own jar");
  }

  /** The packages that a plugin sees are those that loss-api exports, no more and no fewer. */
  @Test
  void hostPackagesAreTheExportsOfTheApi() {
    ModuleDescriptor api =
        ModuleFinder.of(JarMaker.api()).find("org.thalweg.api").orElseThrow().descriptor();
    Set<String> exported =
        api.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
    assertEquals(exported, HostPackages.NAMES);
  }

  @Test
  void twoPluginsMayHaveClassesOfOneName() {
    good("acme").jar(folder().resolve("a.jar"));
    plugin("other", "contributions.loss(Cubic.class);")
        .source("acme.Cubic", loss("quartic"))
        .jar(folder().resolve("b.jar"));
    Plugins plugins = load();
    assertEquals(
        List.of("acme (a.jar): loss cubic, T ms", "other (b.jar): loss quartic, T ms"),
        rows(plugins));
    assertNotEquals(
        plugins.registry().get(Kind.LOSS, "cubic").type(),
        plugins.registry().get(Kind.LOSS, "quartic").type());
  }

  @Test
  void aJarMayHoldSeveralPlugins() {
    jar(
        good("acme")
            .source(
                "acme.Second",
                """
                package acme;
                import org.thalweg.api.*;
                import org.thalweg.api.plugin.*;
                @PluginInfo(name = "second", api = Api.VERSION)
                public class Second implements Plugin {}
                """)
            .service("acme.AcmePlugin\nacme.Gone\nacme.Second"));
    assertEquals(
        List.of(
            "acme (acme.jar): loss cubic, T ms",
            "acme.jar: its service file names acme.Gone, which is in none of its jars; add the class to the jar, or correct META-INF/services/org.thalweg.api.plugin.Plugin",
            "second (acme.jar): nothing, T ms"),
        rows(load()));
  }

  @Test
  void theGoodLoadBesideTheBad() throws IOException {
    good("acme").jar(folder().resolve("good.jar"));
    Files.writeString(folder().resolve("bad.jar"), "no zip");
    Plugins plugins = load();
    assertEquals(
        List.of(
            "bad.jar: bad.jar is no jar (zip END header not found); build or copy it again",
            "good (T)"),
        rows(plugins).stream()
            .map(row -> row.replace("acme (good.jar): loss cubic, T ms", "good (T)"))
            .toList());
    assertTrue(plugins.registry().find(Kind.LOSS, "cubic").isPresent());
    assertTrue(plugins.report().toString().contains("not loaded: " + folder() + "/bad.jar"));
  }

  @Test
  void aConstructorThatThrows() {
    jar(
        bare(
                "@PluginInfo(name = \"acme\", api = Api.VERSION)",
                "if (true) throw new IllegalStateException(\"no licence\");",
                "")
            .service("acme.AcmePlugin"));
    assertEquals(
        "acme.jar: the constructor of its Plugin class throws java.lang.IllegalStateException: no licence; tell the plugin's author, or remove it",
        only(load()));
  }

  @Test
  void aRegisterMethodThatThrows() {
    jar(plugin("acme", "throw new UnsupportedOperationException(\"later\");"));
    assertEquals(
        "acme.jar: its register method throws java.lang.UnsupportedOperationException: later; tell the plugin's author, or remove it",
        only(load()));
  }

  @Test
  void nothingOfAPluginThatFailsStays() {
    jar(
        plugin("acme", "contributions.loss(Cubic.class); throw new Error(\"then\");")
            .source("acme.Cubic", loss("cubic")));
    Plugins plugins = load();
    assertEquals(
        "acme.jar: its register method throws java.lang.Error: then; tell the plugin's author, or remove it",
        only(plugins));
    assertFalse(plugins.registry().find(Kind.LOSS, "cubic").isPresent());
  }

  @Test
  void aMissingClass() {
    jar(good("acme").without("acme.Cubic"));
    assertEquals(
        "acme.jar: class acme.Cubic is missing; put the jar that holds it beside the plugin's, into one directory; a plugin sees its own jars, loss-api and the JDK",
        only(load()));
  }

  @Test
  void aMissingSuperclass() {
    jar(
        new JarMaker(work)
            .source("acme.Base", "package acme; public class Base {}")
            .without("acme.Base")
            .source(
                "acme.AcmePlugin",
                """
                package acme;
                import org.thalweg.api.*;
                import org.thalweg.api.plugin.*;
                @PluginInfo(name = "acme", api = Api.VERSION)
                public class AcmePlugin extends Base implements Plugin {}
                """)
            .service("acme.AcmePlugin"));
    assertTrue(only(load()).startsWith("acme.jar: class acme.Base is missing; "), only(load()));
  }

  @Test
  void aServiceFileOfAClassThatIsNotThere() {
    jar(new JarMaker(work).service("acme.Gone"));
    assertEquals(
        "acme.jar: its service file names acme.Gone, which is in none of its jars; add the class to the jar, or correct META-INF/services/org.thalweg.api.plugin.Plugin",
        only(load()));
  }

  @Test
  void aServiceFileOfAClassThatIsNoPlugin() {
    jar(
        new JarMaker(work)
            .source("acme.Thing", "package acme; public class Thing {}")
            .service("acme.Thing"));
    assertEquals(
        "acme.jar: its service file names acme.Thing, which does not implement Plugin; correct META-INF/services/org.thalweg.api.plugin.Plugin",
        only(load()));
  }

  @Test
  void noServiceFile() {
    jar(bare("@PluginInfo(name = \"acme\", api = Api.VERSION)", "", ""));
    assertEquals(
        "acme.jar: has no META-INF/services/org.thalweg.api.plugin.Plugin; add that file, with the name of the class that implements Plugin",
        only(load()));
  }

  @Test
  void noPluginInfo() {
    jar(bare("", "", "").service("acme.AcmePlugin"));
    assertEquals(
        "acme.jar: acme.AcmePlugin carries no @PluginInfo; annotate it: @PluginInfo(name = \"my-plugin\", api = Api.VERSION)",
        only(load()));
  }

  @Test
  void anotherApiVersion() {
    jar(bare("@PluginInfo(name = \"acme\", api = \"9.7\")", "", "").service("acme.AcmePlugin"));
    assertEquals(
        "acme.jar: 'acme' was built for API 9.7, this is API %1$s; get a release of it for API %1$s, or compile it again"
            .formatted(Api.VERSION),
        only(load()));
  }

  @Test
  void aDuplicateName() {
    jar(plugin("acme", "contributions.loss(Cubic.class);").source("acme.Cubic", loss("mse")));
    assertEquals(
        "acme.jar: the loss 'mse' of acme (acme.Cubic) has the name of the one of loss-core (org.thalweg.loss.regression.Mse); rename one of them; correct the plugin, or remove it",
        only(load()));
  }

  @Test
  void aPluginThatIsThereTwice() {
    good("acme").jar(folder().resolve("a.jar"));
    good("acme").jar(folder().resolve("b.jar"));
    assertEquals(
        List.of(
            "acme (a.jar): loss cubic, T ms",
            "b.jar: a plugin named 'acme' is loaded already, from a.jar; keep one of them"),
        rows(load()));
  }

  @Test
  void invalidNames() {
    bare("@PluginInfo(name = \"Acme Inc\", api = Api.VERSION)", "", "")
        .service("acme.AcmePlugin")
        .jar(folder().resolve("a.jar"));
    plugin("acme", "contributions.loss(Cubic.class);")
        .source("acme.Cubic", loss("Cubic!"))
        .jar(folder().resolve("b.jar"));
    assertEquals(
        List.of(
            "a.jar: its name 'Acme Inc' does not match [a-z][a-z0-9_-]*; use lower-case letters, digits, hyphens and underscores",
            "b.jar: loss acme.Cubic of acme needs @Named with a name like 'my-loss' ([a-z][a-z0-9_-]*), has 'Cubic!'; correct the plugin, or remove it"),
        rows(load()));
  }

  @Test
  void anEmptyFolder() throws IOException {
    Files.createDirectories(folder().resolve("acme"));
    assertEquals(
        "acme: holds no jar; put the plugin's jar there, or remove the directory", only(load()));
  }

  @Test
  void noDirectory() {
    assertEquals(
        "the plugin directory %s does not exist; looked in %s".formatted(folder(), work),
        assertThrows(ThalwegException.class, this::load).getMessage());
  }

  @Test
  void strictlyAllRejectionsAreOneError() throws IOException {
    Files.createDirectories(folder().resolve("empty"));
    Files.writeString(folder().resolve("bad.jar"), "no zip");
    good("acme").jar(folder().resolve("good.jar"));
    ThalwegException error =
        assertThrows(
            ThalwegException.class,
            () -> PluginLoader.load(PluginOptions.directory(folder()).strictly()));
    assertEquals(
        """
        bad.jar: bad.jar is no jar (zip END header not found); build or copy it again
        empty: holds no jar; put the plugin's jar there, or remove the directory\
        """,
        String.valueOf(error.getMessage()).replace(folder() + "/", ""));
  }
}
