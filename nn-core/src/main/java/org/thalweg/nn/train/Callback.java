package org.thalweg.nn.train;

/**
 * Looks on while a model is trained, and may end it. Called on the training thread; what it throws
 * ends training with that exception.
 */
public interface Callback {
  /** What a callback wants. */
  enum Signal {
    /** Training goes on. */
    CONTINUE,
    /** Training ends after what is under way. */
    STOP
  }

  /** Called once, before the first step. */
  default void onStart(Progress progress) {}

  /** Called after each step. Reads only what it needs: the loop waits. */
  default Signal onStep(Progress progress) {
    return Signal.CONTINUE;
  }

  /** Called after each epoch. */
  default Signal onEpoch(Epoch epoch, Progress progress) {
    return Signal.CONTINUE;
  }

  /** Called once, after the last step. */
  default void onEnd(TrainingResult result) {}
}
