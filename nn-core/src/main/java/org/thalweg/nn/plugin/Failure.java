package org.thalweg.nn.plugin;

import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.Api;
import org.thalweg.api.ThalwegException;

/**
 * Why a plugin does not load, in words.
 *
 * @param cause what is wrong
 * @param cure what to do
 */
record Failure(String cause, String cure) {
  static final String SERVICE_FILE = "META-INF/services/org.thalweg.api.plugin.Plugin";

  private static final Pattern MISSING = Pattern.compile("Provider (.+) not found");
  private static final Pattern OTHER = Pattern.compile("(?:Provider )?(.+) not a subtype");
  private static final String AUTHOR = "tell the plugin's author, or remove it";

  static final Failure NO_SERVICE_FILE =
      new Failure(
          "has no " + SERVICE_FILE,
          "add that file, with the name of the class that implements Plugin");

  static final Failure NO_JAR =
      new Failure("holds no jar", "put the plugin's jar there, or remove the directory");

  static Failure brokenJar(String jar, String detail) {
    return new Failure("%s is no jar (%s)".formatted(jar, detail), "build or copy it again");
  }

  static Failure noInfo(Class<?> type) {
    return new Failure(
        "%s carries no @PluginInfo".formatted(type.getName()),
        "annotate it: @PluginInfo(name = \"my-plugin\", api = Api.VERSION)");
  }

  static Failure badName(String name) {
    return new Failure(
        "its name '%s' does not match [a-z][a-z0-9_-]*".formatted(name),
        "use lower-case letters, digits, hyphens and underscores");
  }

  static Failure nameTaken(String name, String other) {
    return new Failure(
        "a plugin named '%s' is loaded already, from %s".formatted(name, other),
        "keep one of them");
  }

  static Failure otherApi(String name, String api) {
    return new Failure(
        "'%s' was built for API %s, this is API %s".formatted(name, api, Api.VERSION),
        "get a release of it for API %s, or compile it again".formatted(Api.VERSION));
  }

  /**
   * Explains what was thrown.
   *
   * @param thrown what was thrown
   * @param what what was under way, such as {@code its register method}
   */
  static Failure of(Throwable thrown, String what) {
    return switch (thrown) {
      case ServiceConfigurationError error when error.getCause() != null ->
          of(error.getCause(), "the constructor of its Plugin class");
      case ServiceConfigurationError error -> service(error);
      case ThalwegException e -> new Failure(text(e), "correct the plugin, or remove it");
      case UnsupportedClassVersionError e ->
          new Failure(
              "was compiled for a newer Java (%s)".formatted(text(e)),
              "run on that Java, or get a release for Java " + Runtime.version().feature());
      case NoClassDefFoundError e -> missing(e.getMessage());
      case ClassNotFoundException e -> missing(e.getMessage());
      case LinkageError e ->
          new Failure(
              "does not fit this API (%s: %s)".formatted(e.getClass().getSimpleName(), text(e)),
              "compile it again with loss-api " + Api.VERSION);
      default ->
          new Failure(
              "%s throws %s: %s".formatted(what, thrown.getClass().getName(), thrown.getMessage()),
              AUTHOR);
    };
  }

  private static Failure missing(@Nullable String name) {
    return new Failure(
        "class %s is missing".formatted(String.valueOf(name).replace('/', '.')),
        "put the jar that holds it beside the plugin's, into one directory; a plugin sees its own jars, loss-api and the JDK");
  }

  /** Says what Java's messages say: "Provider X not found", "X not a subtype". */
  private static Failure service(ServiceConfigurationError error) {
    String message = text(error).replaceFirst("^[\\w.]+: ", "");
    Matcher missing = MISSING.matcher(message);
    Matcher other = OTHER.matcher(message);
    if (missing.matches()) {
      return new Failure(
          "its service file names %s, which is in none of its jars".formatted(missing.group(1)),
          "add the class to the jar, or correct " + SERVICE_FILE);
    } else if (other.matches()) {
      return new Failure(
          "its service file names %s, which does not implement Plugin".formatted(other.group(1)),
          "correct " + SERVICE_FILE);
    }
    return new Failure("its service file is wrong: " + message, "correct " + SERVICE_FILE);
  }

  private static String text(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }
}
