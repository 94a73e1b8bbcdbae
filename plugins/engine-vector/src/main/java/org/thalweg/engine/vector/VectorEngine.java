package org.thalweg.engine.vector;

import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Graph;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.run.Planner;
import org.thalweg.engine.vector.run.Team;

/**
 * The default engine: fuses a graph into loops, generates bytecode for them and runs it on all
 * cores, with vectors where the JVM has them.
 *
 * <p>System properties: {@code thalweg.threads} (number of threads), {@code thalweg.vector.tier}
 * (auto, scalar, vector), {@code thalweg.vector.bits} (narrower vectors), {@code
 * thalweg.vector.dump} (a directory for generated classes).
 */
public final class VectorEngine implements Engine {
  private final Team team;

  /** Makes the engine that shares the JVM's threads. */
  public VectorEngine() {
    this(Team.shared());
  }

  /** Makes an engine with a number of threads of its own. */
  public VectorEngine(int threads) {
    this(new Team(threads));
  }

  private VectorEngine(Team team) {
    this.team = team;
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public String description() {
    return "%s, %d threads, pure Java".formatted(Machine.describe(), team.size());
  }

  @Override
  public Executable compile(Graph graph, int[] donations) {
    return Planner.compile(graph, donations, team, this::compile);
  }

  @Override
  public Engine singleThreaded() {
    return team.size() == 1 ? this : new VectorEngine(1);
  }
}
