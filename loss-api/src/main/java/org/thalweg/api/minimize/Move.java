package org.thalweg.api.minimize;

/**
 * What a step came to.
 *
 * @param position where it led
 * @param memory what is kept for the next step
 * @param moved whether there was a way down; if not, the position is the one before
 * @param decrease by how much the value fell, relative to its size; a method that does not judge
 *     its progress by values gives infinity
 * @param length how far it went, relative to the size of the point
 * @param <M> the type of what is kept
 */
public record Move<M>(Position position, M memory, boolean moved, double decrease, double length) {
  /** Returns the step that found no way down. */
  public static <M> Move<M> none(Position position, M memory) {
    return new Move<>(position, memory, false, 0, 0);
  }
}
