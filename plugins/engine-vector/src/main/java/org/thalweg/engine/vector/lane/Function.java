package org.thalweg.engine.vector.lane;

/** A function that is called for each element; its name is that of a method of {@link Special}. */
public enum Function {
  SIN(1),
  COS(1),
  ATAN(1),
  LGAMMA(1),
  DIGAMMA(1),
  POW(2),
  ATAN2(2),
  POLYGAMMA(2);

  private final int arity;

  Function(int arity) {
    this.arity = arity;
  }

  /** Returns the number of arguments. */
  public int arity() {
    return arity;
  }
}
