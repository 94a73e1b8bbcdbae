package org.thalweg.engine.vector.codegen;

import java.util.Locale;
import org.thalweg.api.ThalwegException;

/** Which form of kernels runs. */
public enum Tier {
  /** Scalar first, vector once it is compiled. */
  AUTO,
  /** Scalar only. */
  SCALAR,
  /** Vector from the start, where there are vectors. */
  VECTOR;

  /** The system property that chooses. */
  public static final String PROPERTY = "thalweg.vector.tier";

  private static final Tier CURRENT = read();

  private static Tier read() {
    String name = System.getProperty(PROPERTY, "auto");
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new ThalwegException(
          "-D%s=%s: there are auto, scalar, vector".formatted(PROPERTY, name));
    }
  }

  /** Returns the choice in force. */
  public static Tier current() {
    return CURRENT;
  }
}
