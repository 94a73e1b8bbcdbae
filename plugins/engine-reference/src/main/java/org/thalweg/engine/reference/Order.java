package org.thalweg.engine.reference;

/** The order of elements: NaN is the largest, and zeros are equal whatever their sign. */
final class Order {
  private Order() {}

  static int compare(Value x, int first, int second) {
    return x.isReal()
        ? compare(x.real(first), x.real(second))
        : Long.compare(x.whole(first), x.whole(second));
  }

  private static int compare(double a, double b) {
    return a == b ? 0 : Double.compare(a, b);
  }
}
