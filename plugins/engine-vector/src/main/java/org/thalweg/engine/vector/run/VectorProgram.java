package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.engine.vector.codegen.Tier;
import org.thalweg.engine.vector.codegen.Warmer;

/** A compiled graph: waves of steps over buffers. */
final class VectorProgram implements Executable {
  /** Work from which on a program takes the team. */
  private static final long WORTH_TEAM_NANOS = 15_000;

  /**
   * Work of a program, as vector code, that is worth waiting for the compiler: plain code takes
   * twenty times as long.
   */
  private static final long WORTH_AWAITING_NANOS = 100_000_000;

  /** The share of the work from which on a step is worth waiting for. */
  private static final int SHARE = 32;

  private static final ThreadLocal<Worker> ALONE = ThreadLocal.withInitial(() -> new Worker(0, 1));

  private final Team team;
  private final Wave[] waves;
  private final Buffer[] inputs;
  private final Buffer[] outputs;
  private final @Nullable Storage[] boundInputs;
  private final @Nullable Storage[] boundOutputs;
  private final long scratchBytes;
  private final long arenaBytes;

  /** A guess of the time that a run takes on one thread. */
  private final long nanos;

  private final boolean shares;
  private boolean begun;

  VectorProgram(
      Team team,
      List<Wave> waves,
      List<Buffer> inputs,
      List<Buffer> outputs,
      long scratchBytes,
      long arenaBytes) {
    this.team = team;
    this.waves = waves.toArray(new Wave[0]);
    this.inputs = inputs.toArray(new Buffer[0]);
    this.outputs = outputs.toArray(new Buffer[0]);
    this.boundInputs = new @Nullable Storage[inputs.size()];
    this.boundOutputs = new @Nullable Storage[outputs.size()];
    this.scratchBytes = scratchBytes;
    this.arenaBytes = arenaBytes;
    long all = 0;
    long shared = 0;
    for (Wave wave : waves) {
      all += wave.nanos();
      shared += wave.isWorthSharing() ? wave.nanos() : 0;
    }
    this.nanos = all;
    this.shares = shared > WORTH_TEAM_NANOS;
  }

  @Override
  public void run(Storage[] inputStorages, Storage[] outputStorages) {
    bind(inputs, inputStorages, boundInputs);
    bind(outputs, outputStorages, boundOutputs);
    if (!begun) {
      begun = true;
      awaitCompiler();
    }
    boolean taken = shares && team.take(scratchBytes);
    try {
      for (Wave wave : waves) {
        if (taken && wave.runsPrograms()) {
          team.release();
          taken = false;
          runAlone(wave);
          taken = team.take(scratchBytes);
        } else if (!taken) {
          runAlone(wave);
        } else if (wave.isWorthSharing()) {
          team.run(wave);
        } else {
          wave.runAlone(team.caller());
        }
      }
    } finally {
      if (taken) {
        team.release();
      }
    }
  }

  /** Waits for vector code if the first run would take long without it. */
  private void awaitCompiler() {
    if (nanos < WORTH_AWAITING_NANOS || Tier.current() != Tier.AUTO) {
      return;
    }
    List<Step> large = new ArrayList<>();
    for (Wave wave : waves) {
      for (Step step : wave.steps()) {
        if (step.nanos() > nanos / SHARE) {
          step.warm();
          large.add(step);
        }
      }
    }
    Warmer.await(() -> {
      for (Step step : large) {
        if (!step.isReady()) {
          return false;
        }
      }
      return true;
    });
  }

  private void runAlone(Wave wave) {
    Worker worker = ALONE.get();
    worker.reserve(scratchBytes);
    wave.runAlone(worker);
  }

  private static void bind(Buffer[] buffers, Storage[] storages, @Nullable Storage[] bound) {
    for (int i = 0; i < buffers.length; i++) {
      MemorySegment segment = storages[i].segment();
      if (bound[i] != storages[i]) {
        if (segment.byteSize() != buffers[i].bytes()) {
          throw new IllegalArgumentException(
              "%s was given %d bytes".formatted(buffers[i], segment.byteSize()));
        }
        bound[i] = storages[i];
        buffers[i].bind(segment);
      }
    }
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d waves, %d bytes of memory, about %d us on one thread%n"
            .formatted(waves.length, arenaBytes, nanos / 1000));
    for (int i = 0; i < waves.length; i++) {
      text.append("wave %d (about %d ns)%n".formatted(i, waves[i].nanos()));
      text.append(
          java.util.Arrays.stream(waves[i].steps())
              .map(Step::toString)
              .collect(Collectors.joining("\n"))
              .indent(2));
    }
    return text.toString();
  }
}
