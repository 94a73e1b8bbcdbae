package org.thalweg.api;

/** The version of the contract between the framework and its plugins. */
public final class Api {
  /**
   * Major and minor version of this API. The compiler copies the constant into each plugin, which
   * so carries the version that it was built against.
   */
  public static final String VERSION = "0.1";

  private Api() {}
}
