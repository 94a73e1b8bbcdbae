package org.thalweg.testkit;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Graph;
import org.thalweg.testkit.graph.Shrinker;
import org.thalweg.testkit.graph.Trial;

/** Runs a program on two engines and compares. */
final class Parity {
  private final Engine engine;
  private final Engine oracle;

  Parity(Engine engine, Engine oracle) {
    this.engine = engine;
    this.oracle = oracle;
  }

  /** Compares the outputs for the inputs of a seed; inputs must stay as they are. */
  void check(Trial trial, long seed) {
    Storage[] inputs = trial.inputs(seed);
    run(
        trial,
        inputs,
        () -> {
          Storage[] before = copies(inputs);
          Storage[] actual = trial.run(engine, inputs);
          checkUnchanged(inputs, before);
          compare(trial, before, actual);
        });
  }

  /** Compares the outputs where some inputs are donated to outputs of their spec, at random. */
  void checkDonated(Trial trial, long seed) {
    int[] donations = donations(trial.graph(), new Random(seed));
    checkDonated(trial, donations, seed);
  }

  /** Compares the outputs where inputs are donated. */
  void checkDonated(Trial trial, int[] donations, long seed) {
    Storage[] inputs = trial.inputs(seed);
    Storage[] before = copies(inputs);
    run(
        trial,
        before,
        () -> {
          Storage[] outputs = trial.outputs();
          for (int output = 0; output < donations.length; output++) {
            if (donations[output] >= 0) {
              outputs[output] = inputs[donations[output]];
            }
          }
          engine.compile(trial.graph(), donations).run(inputs, outputs);
          for (int input = 0; input < inputs.length; input++) {
            int number = input;
            if (Arrays.stream(donations).noneMatch(donated -> donated == number)) {
              checkUnchanged(new Storage[] {inputs[input]}, new Storage[] {before[input]});
            }
          }
          compare(trial, before, outputs);
        });
  }

  private static int[] donations(Graph graph, Random random) {
    int[] donations = new int[graph.outputs().size()];
    Arrays.fill(donations, -1);
    boolean[] taken = new boolean[graph.inputs().size()];
    for (int output = 0; output < donations.length; output++) {
      for (int input = 0; input < taken.length; input++) {
        boolean fits =
            graph.outputSpecs().get(output).equals(graph.inputs().get(input)) && !taken[input];
        if (fits && donations[output] < 0 && random.nextInt(4) > 0) {
          donations[output] = input;
          taken[input] = true;
        }
      }
    }
    return donations;
  }

  /** Runs one executable on other inputs and on the first ones again, which gives the same bits. */
  void checkRepeated(Trial trial, long seed) {
    Storage[] first = trial.inputs(seed);
    run(
        trial,
        first,
        () -> {
          Executable executable = engine.compile(trial.graph());
          Storage[] once = trial.outputs();
          executable.run(first, once);
          compare(trial, first, once);
          Storage[] second = trial.inputs(seed + 1);
          Storage[] other = trial.outputs();
          executable.run(second, other);
          compare(trial, second, other);
          Storage[] again = trial.outputs();
          executable.run(first, again);
          checkUnchanged(again, once);
        });
  }

  /** Runs a check; what it throws is told with the trial's name and graph. */
  private void run(Trial trial, Storage[] inputs, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException | AssertionError | LinkageError e) {
      throw new AssertionError(
          "%s: %s%n%s%nsmallest failing part:%n%s"
              .formatted(
                  trial.name(),
                  e,
                  trial.graph(),
                  new Shrinker(engine, oracle).smallest(trial, inputs)),
          e);
    }
  }

  private void compare(Trial trial, Storage[] inputs, Storage[] actual) {
    Optional<String> difference = trial.difference(trial.run(oracle, inputs), actual);
    if (difference.isPresent()) {
      throw new AssertionError(difference.get());
    }
  }

  private static Storage[] copies(Storage[] storages) {
    return Arrays.stream(storages).map(Storage::copy).toArray(Storage[]::new);
  }

  private static void checkUnchanged(Storage[] storages, Storage[] before) {
    for (int i = 0; i < storages.length; i++) {
      long place = storages[i].segment().mismatch(before[i].segment());
      if (place >= 0) {
        throw new AssertionError("byte %d of value %d has changed".formatted(place, i));
      }
    }
  }
}
