package org.thalweg.testkit;

import org.thalweg.api.engine.Engine;

/**
 * What every engine keeps.
 *
 * <ul>
 *   <li>It agrees with the oracle, the engine {@code reference}, on random graphs, on gradients and
 *       training steps, on each primitive over systematic shapes, and at the ends of the types:
 *       integers, bools and moved values exactly, floats as {@link
 *       org.thalweg.testkit.graph.Tolerance} says.
 *   <li>It leaves inputs as they are unless they are donated, and updates donated ones in place.
 *   <li>It gives the same bits for the same inputs, and serves several threads.
 * </ul>
 *
 * <p>The system property {@code thalweg.testkit.scale} multiplies the number of random graphs. A
 * failure names the seed, prints the graph, and the smallest part of it that fails too.
 */
public abstract class EngineContract
    implements ParityContract, MemoryContract, ConcurrencyContract {
  /** Makes the contract. */
  protected EngineContract() {}

  @Override
  public abstract Engine engine();
}
