package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

/** Primitives that hold other code: checks at run time, loops, and kernels written by hand. */
public sealed interface Control extends Primitive {

  /**
   * The first input, once it is certain that the second is true everywhere. Inputs: value,
   * condition (bool), and optionally a culprit of the condition's shape. A graph collects its
   * guards; the error is raised after the run that found it.
   *
   * @param message what is wrong, with {@code {at}} for the first position where the condition is
   *     false and {@code {value}} for the culprit there
   */
  record Guard(String message) implements Control {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      check(
          inputs.get(1).dtype() == DType.BOOL,
          this,
          "takes a bool condition, was %s",
          inputs.get(1));
      if (inputs.size() > 2) {
        check(
            inputs.get(2).shape().equals(inputs.get(1).shape()),
            this,
            "the culprit %s does not have the shape of the condition %s",
            inputs.get(2),
            inputs.get(1));
      }
      return List.of(inputs.getFirst());
    }
  }

  /**
   * A loop over the leading axis of some inputs. Inputs: initial carries, sequences, constants.
   * Results: final carries, outputs stacked along a new leading axis, and the carries before each
   * step, stacked likewise.
   *
   * @param body one step; its inputs are carries, one slice of each sequence, constants, its
   *     outputs are carries and outputs
   * @param carries number of carries
   * @param sequences number of sequences
   * @param length number of steps
   * @param reverse from the last step to the first; outputs stay at their step's position
   */
  record Scan(Graph body, int carries, int sequences, long length, boolean reverse)
      implements Control {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      check(
          inputs.size() == body.inputs().size(),
          this,
          "the body takes %d inputs, was given %d",
          body.inputs().size(),
          inputs.size());
      for (int i = 0; i < inputs.size(); i++) {
        Spec expected = body.inputs().get(i);
        if (i >= carries && i < carries + sequences) {
          expected = stacked(expected);
        }
        check(
            inputs.get(i).equals(expected),
            this,
            "input %d must be %s, was %s",
            i,
            expected,
            inputs.get(i));
      }
      List<Spec> outputs = body.outputSpecs();
      List<Spec> results = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        if (i < carries) {
          check(
              outputs.get(i).equals(body.inputs().get(i)),
              this,
              "carry %d is %s before a step and %s after it",
              i,
              body.inputs().get(i),
              outputs.get(i));
        }
        results.add(i < carries ? outputs.get(i) : stacked(outputs.get(i)));
      }
      for (int i = 0; i < carries; i++) {
        results.add(stacked(body.inputs().get(i)));
      }
      return results;
    }

    private Spec stacked(Spec step) {
      return step.with(Shape.of(length).concat(step.shape()));
    }
  }

  /**
   * An operation with kernels written by hand, for what no formula states well.
   *
   * @param kernel the operation
   */
  record Custom(CustomOp kernel) implements Control {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      return kernel.infer(inputs);
    }

    @Override
    public String label() {
      return kernel.name();
    }
  }
}
