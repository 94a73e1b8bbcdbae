package org.thalweg.engine.vector.run;

import java.util.List;
import org.thalweg.engine.vector.library.Elements;

/** Sets all elements of a buffer to one value. */
final class FillStep extends Step {
  private final Buffer target;
  private final double value;

  FillStep(Buffer target, double value) {
    super(List.of(), List.of(target));
    this.target = target;
    this.value = value;
  }

  @Override
  int tasks(int team) {
    return 1;
  }

  @Override
  void run(int task, int team, Worker worker) {
    if (value == 0 && !(1 / value < 0)) {
      target.segment().fill((byte) 0);
      return;
    }
    for (long i = 0; i < target.size(); i++) {
      Elements.setDouble(target.segment(), target.dtype(), i, value);
    }
  }

  @Override
  long nanos() {
    return target.bytes() / 16 + 30;
  }

  @Override
  public String toString() {
    return "fill %s with %s".formatted(target, value);
  }
}
