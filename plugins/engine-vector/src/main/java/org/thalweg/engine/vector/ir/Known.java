package org.thalweg.engine.vector.ir;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Look-ups of what must be there. */
public final class Known {
  private Known() {}

  /**
   * Returns the value of a key.
   *
   * @throws IllegalStateException if there is none, which is an error of the engine
   */
  public static <K, V> V in(Map<K, V> map, K key) {
    @Nullable V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("nothing is known of " + key);
    }
    return value;
  }
}
