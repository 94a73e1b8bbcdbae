package org.thalweg.nn.plugin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.thalweg.api.Api;

/** Compiles sources against loss-api alone and packs them into a jar. */
public final class JarMaker {
  private final Path work;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> resources = new LinkedHashMap<>();
  private final List<String> left = new ArrayList<>();

  /** Makes jars, with a folder for what comes between. */
  public JarMaker(Path work) {
    this.work = work;
  }

  /** Adds a class, given by its name and the source of its file. */
  public JarMaker source(String name, String text) {
    sources.put(name, text);
    return this;
  }

  /** Adds a file. */
  public JarMaker resource(String name, String text) {
    resources.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds the service file of a plugin class. */
  public JarMaker service(String plugin) {
    return resource("META-INF/services/org.thalweg.api.plugin.Plugin", plugin + "\n");
  }

  /** Leaves a compiled class out. */
  public JarMaker without(String name) {
    left.add(name.replace('.', '/') + ".class");
    return this;
  }

  /** Writes the jar. */
  public Path jar(Path file) {
    try {
      Path classes = Files.createTempDirectory(work, "classes");
      compile(classes);
      Files.createDirectories(file.getParent());
      try (OutputStream out = Files.newOutputStream(file);
          JarOutputStream jar = new JarOutputStream(out);
          Stream<Path> compiled = Files.walk(classes)) {
        for (Path path : compiled.filter(Files::isRegularFile).sorted().toList()) {
          String name = classes.relativize(path).toString();
          if (!left.contains(name)) {
            put(jar, name, Files.readAllBytes(path));
          }
        }
        for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
          put(jar, resource.getKey(), resource.getValue());
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  private void compile(Path classes) {
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean done =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-d",
                    classes.toString(),
                    "-classpath",
                    api().toString(),
                    "-proc:none",
                    "-Xlint:-classfile"),
                null,
                sources.entrySet().stream()
                    .map(source -> new Source(source.getKey(), source.getValue()))
                    .toList())
            .call();
    assertTrue(done, messages::toString);
  }

  /** Returns the jar or folder of loss-api. */
  static Path api() {
    try {
      return Path.of(Api.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
