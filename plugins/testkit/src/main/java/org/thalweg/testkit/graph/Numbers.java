package org.thalweg.testkit.graph;

import java.util.Random;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;

/** What an input is filled with. */
@FunctionalInterface
interface Numbers {
  /** Returns memory of a spec, filled. */
  Storage draw(Spec spec, Random random);

  /** Floats spread evenly over an interval. */
  static Numbers between(double low, double high) {
    return (spec, random) -> {
      Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
      for (long i = 0; i < storage.size(); i++) {
        storage.setDouble(i, low + (high - low) * random.nextDouble());
      }
      return storage;
    };
  }

  /** Whole numbers from low to high, or those times 1/8 for floats. */
  static Numbers grid(int low, int high) {
    return (spec, random) -> {
      Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
      double step = spec.dtype().isFloating() ? 0.125 : 1;
      for (long i = 0; i < storage.size(); i++) {
        storage.setDouble(i, (low + random.nextInt(high - low + 1)) * step);
      }
      return storage;
    };
  }

  /** Whole numbers from low to high. */
  static Numbers whole(int low, int high) {
    return (spec, random) -> {
      Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
      for (long i = 0; i < storage.size(); i++) {
        storage.setLong(i, low + random.nextInt(high - low + 1));
      }
      return storage;
    };
  }

  /** Small numbers of which sums are exact, whole ones or bools. */
  static Numbers small() {
    return (spec, random) ->
        (spec.dtype() == DType.BOOL ? whole(0, 1) : grid(-16, 16)).draw(spec, random);
  }

  /** Integers of any bits. */
  static Numbers bits() {
    return (spec, random) -> {
      Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
      for (long i = 0; i < storage.size(); i++) {
        storage.setLong(i, random.nextLong());
      }
      return storage;
    };
  }

  /** Given numbers, over and over. */
  static Numbers cycle(double... values) {
    return (spec, _) -> {
      Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
      for (long i = 0; i < storage.size(); i++) {
        storage.setDouble(i, values[(int) (i % values.length)]);
      }
      return storage;
    };
  }

  /** Given integers, over and over. */
  static Numbers cycle(long... values) {
    return (spec, _) -> {
      Storage storage = Storage.allocate(spec.dtype(), spec.shape().size());
      for (long i = 0; i < storage.size(); i++) {
        storage.setLong(i, values[(int) (i % values.length)]);
      }
      return storage;
    };
  }
}
