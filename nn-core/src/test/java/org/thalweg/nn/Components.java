package org.thalweg.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;

/** Makes this module's components by name. */
public final class Components {
  private static final Registry REGISTRY = new Registry();

  static {
    REGISTRY.install("core-layers", new CoreLayers());
  }

  private Components() {}

  /** Returns the registry of this module's components alone. */
  public static Registry registry() {
    return REGISTRY;
  }

  /** Returns a component of a text such as {@code elu alpha=0.5}. */
  public static <T> T of(Kind<T> kind, String text) {
    String[] words = text.split(" ", -1);
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      values.put(pair[0], Double.valueOf(pair[1]));
    }
    return REGISTRY.create(kind, words[0], values);
  }
}
